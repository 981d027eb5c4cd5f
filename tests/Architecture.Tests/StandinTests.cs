using System.Reflection;
using System.Text.RegularExpressions;
using Carter;
using Marten;

namespace Architecture.Tests;

/// <summary>The stand-ins of the lean package set: small, without a member that nobody uses, and honest about what they leave out.</summary>
public sealed class StandinTests
{
    private const int MostLines = 2_500;

    private static readonly IReadOnlyList<(string Path, string Text)> Standins = Repository.Sources("src/Standins");

    [Fact]
    public void They_stay_small()
    {
        var lines = Standins.Sum(source => source.Text.Count(character => character == '\n'));

        lines.ShouldBeGreaterThan(1_000);
        lines.ShouldBeLessThan(MostLines);
    }

    [Fact]
    public void Every_file_begins_with_what_it_stands_for()
    {
        Standins.ShouldNotBeEmpty();

        Standins.Where(source => !source.Text.StartsWith("// ", StringComparison.Ordinal)).Select(source => source.Path).ShouldBeEmpty();
    }

#if !FULL
    [Fact]
    public void Every_public_member_is_used_by_the_product_or_by_a_test_of_parity()
    {
        var users = string.Join('\n', Repository.Sources("src/Features", "src/Host", "tests/Standins.Tests", "bench").Select(source => source.Text));
        var members = new[] { typeof(IDocumentStore).Assembly, typeof(ICarterModule).Assembly }
            .SelectMany(assembly => assembly.GetExportedTypes())
            .SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(member => member is PropertyInfo or FieldInfo { IsSpecialName: false } or MethodInfo { IsSpecialName: false })
            .Where(member => member.DeclaringType is { IsInterface: true } || !Implements(member))
            .Select(member => (Type: member.DeclaringType!.Name, member.Name))
            .Distinct()
            .ToList();
        members.Count.ShouldBeGreaterThan(50);

        members.Where(member => !Regex.IsMatch(users, $@"\b{member.Name}\b", RegexOptions.None, TimeSpan.FromSeconds(1)))
            .Select(member => $"{member.Type}.{member.Name}")
            .ShouldBeEmpty();
    }

    // What an interface or a base class asks for is judged there.
    private static bool Implements(MemberInfo member) => member is MethodInfo method
        && (method.GetBaseDefinition() != method
            || method.DeclaringType!.GetInterfaces().Any(contract => method.DeclaringType.GetInterfaceMap(contract).TargetMethods.Contains(method)));
#endif
}
