using System.Reflection;
using System.Reflection.Emit;

namespace Architecture.Tests;

/// <summary>The types that a type uses in members, attributes and code. Constants of other types are not seen: they leave no trace in the code.</summary>
internal sealed class Dependencies
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    private readonly HashSet<Type> _found = [];

    /// <summary>The types that a type uses, those of its nested types included.</summary>
    public static IReadOnlySet<Type> Of(Type type)
    {
        var dependencies = new Dependencies();
        dependencies.Look(type);
        return dependencies._found;
    }

    private void Look(Type type)
    {
        Add(type.BaseType);
        AddAll(type.GetInterfaces());
        LookAtAttributes(type);
        foreach (var member in type.GetMembers(All))
        {
            LookAtAttributes(member);
            switch (member)
            {
                case FieldInfo field:
                    Add(field.FieldType);
                    break;
                case MethodBase method:
                    LookAtMethod(method);
                    break;
                case Type nested:
                    Look(nested);
                    break;
            }
        }
    }

    private void LookAtAttributes(MemberInfo member)
    {
        foreach (var attribute in member.GetCustomAttributesData())
        {
            Add(attribute.AttributeType);
            AddAll(attribute.ConstructorArguments.Select(argument => argument.Value).OfType<Type>());
        }
    }

    private void LookAtMethod(MethodBase method)
    {
        AddAll(method.GetParameters().Select(parameter => parameter.ParameterType));
        if (method is MethodInfo { ReturnType: var returned })
            Add(returned);
        if (method.GetMethodBody() is not { } body)
            return;
        AddAll(body.LocalVariables.Select(local => local.LocalType));
        AddAll(body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause).Select(clause => clause.CatchType));
        foreach (var token in TokensIn(body.GetILAsByteArray()!))
        {
            var generic = (method.DeclaringType!.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : []);
            var named = method.Module.ResolveMember(token, generic.Item1, generic.Item2);
            Add(named as Type ?? named?.DeclaringType);
            if (named is MethodInfo { IsGenericMethod: true } call)
                AddAll(call.GetGenericArguments());
        }
    }

    private static List<int> TokensIn(byte[] code)
    {
        var tokens = new List<int>();
        for (var at = 0; at < code.Length;)
        {
            var value = code[at] == 0xFE ? unchecked((short)(0xFE00 | code[at + 1])) : code[at];
            var operation = OpCodesByValue[value];
            at += operation.Size;
            if (operation.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineType or OperandType.InlineTok)
                tokens.Add(BitConverter.ToInt32(code, at));
            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
        return tokens;
    }

    private void AddAll(IEnumerable<Type?> types)
    {
        foreach (var type in types)
            Add(type);
    }

    private void Add(Type? type)
    {
        if (type is null || type.IsGenericParameter)
            return;
        if (type.HasElementType)
        {
            Add(type.GetElementType());
            return;
        }
        AddAll(type.GetGenericArguments());
        var outer = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        while (outer.DeclaringType is { } declaring)
            outer = declaring;
        _found.Add(outer);
    }
}
