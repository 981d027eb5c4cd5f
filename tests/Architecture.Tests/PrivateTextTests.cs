using System.Reflection;
using System.Text.Json;
using Chat.Features;
using Chat.Features.Sessions;
using Chat.Features.Shared.Storage;

namespace Architecture.Tests;

/// <summary>All private text is on the one list that erasing goes by: <see cref="DocumentTable.Text"/> and <see cref="ISessionText"/>.</summary>
public sealed class PrivateTextTests
{
    /// <summary>Erased with a session (EraseEventTexts.sql).</summary>
    private static readonly string[] TextsOfEvents = ["Title", "Metadata"];

    [Fact]
    public void Every_text_of_a_document_is_on_the_list()
    {
        var found = FeaturesSetup.Documents.SelectMany(table => TextsOf(table.Document).Select(text => (table, text))).ToList();
        found.Count.ShouldBeGreaterThan(7);

        found.Where(one => one.table.Text is null || !one.table.Text.Members.Contains(one.text)).Select(one => $"{one.table.Document.Name}.{one.text}").ShouldBeEmpty();
    }

    [Fact]
    public void What_is_on_the_list_exists()
    {
        foreach (var table in FeaturesSetup.Documents.Where(table => table.Text is not null))
            table.Text!.Members.Where(member => table.Document.GetProperty(member) is null).ShouldBeEmpty(table.Document.Name);
    }

    [Fact]
    public void Every_event_with_text_is_marked_and_has_no_other_than_title_and_metadata()
    {
        var marked = FeaturesSetup.Events.Values.Where(type => type.IsAssignableTo(typeof(ISessionText))).ToList();
        marked.Count.ShouldBeGreaterThanOrEqualTo(2);

        foreach (var type in FeaturesSetup.Events.Values)
            TextsOf(type).ShouldBe(marked.Contains(type) ? TextsOfEvents : [], ignoreOrder: true, type.Name);
    }

    [Fact]
    public void A_text_is_found_wherever_it_hides() => TextsOf(typeof(Hiding)).ShouldBe(["Plain", "Json", "Bytes", "Inner", "List", "Named"], ignoreOrder: true);

    /// <summary>The members that hold text; ids (<c>Id</c>, <c>…Id</c>, <c>…By</c>), words of enums (<c>…Word</c>), numbers and times do not.</summary>
    private static IEnumerable<string> TextsOf(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(member => !IsIdOrWord(member.Name) && HoldsText(member.PropertyType, []))
        .Select(member => member.Name);

    private static bool IsIdOrWord(string name) => new[] { "Id", "By", "Word" }.Any(end => name.EndsWith(end, StringComparison.Ordinal));

    private static bool HoldsText(Type type, HashSet<Type> seen)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string) || type == typeof(JsonElement) || type == typeof(byte[]) || type == typeof(object))
            return true;
        if (type.IsPrimitive || type.IsEnum || type == typeof(DateTimeOffset) || type == typeof(Guid) || !seen.Add(type))
            return false;
        return type.IsArray ? HoldsText(type.GetElementType()!, seen)
            : type.IsGenericType ? type.GetGenericArguments().Any(argument => HoldsText(argument, seen))
            : type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Any(member => !IsIdOrWord(member.Name) && HoldsText(member.PropertyType, seen));
    }

    private sealed record Hiding(
        string Plain, JsonElement? Json, byte[] Bytes, Within Inner, IReadOnlyList<Within> List, IReadOnlyDictionary<long, string> Named, string Id, string PostedBy, long Count);

    private sealed record Within(long Number, string? Text);
}
