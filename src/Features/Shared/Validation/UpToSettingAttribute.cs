namespace Chat.Features.Shared.Validation;

/// <summary>A number from 1, or a text of more than white space, up to what a setting says: the value, or the code points.</summary>
/// <param name="maximum">A member of <see cref="ChatOptions"/>.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class UpToSettingAttribute(string maximum) : Attribute
{
    /// <summary>The member of <see cref="ChatOptions"/> with the largest value.</summary>
    public string Maximum { get; } = maximum;

    /// <summary>The member with the value when the call gives none.</summary>
    public string? Default { get; set; }

    internal int MaximumIn(ChatOptions options) => Value(Maximum, options);

    internal int? DefaultIn(ChatOptions options) => Default is null ? null : Value(Default, options);

    private static int Value(string member, ChatOptions options) => (int)typeof(ChatOptions).GetProperty(member)!.GetValue(options)!;
}
