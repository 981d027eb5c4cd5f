namespace Chat.Features.Shared.Validation;

/// <summary>A number from 1, or a text of more than white space, up to a setting.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class UpToSettingAttribute(string maximum) : Attribute
{
    /// <summary>The member of <see cref="ChatOptions"/> with the largest number, or the most code points.</summary>
    public string Maximum { get; } = maximum;

    /// <summary>The member of <see cref="ChatOptions"/> with the default.</summary>
    public string? Default { get; set; }

    internal int MaximumIn(ChatOptions options) => Value(Maximum, options);

    internal int? DefaultIn(ChatOptions options) => Default is null ? null : Value(Default, options);

    private static int Value(string member, ChatOptions options) => (int)typeof(ChatOptions).GetProperty(member)!.GetValue(options)!;
}
