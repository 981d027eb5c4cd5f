namespace Chat.Features.Shared;

/// <summary>The words of enum values in the API and in storage: <c>snake_case</c> unless a value names another, compared exactly.</summary>
public static class Wire
{
    /// <summary>The word of a value.</summary>
    public static string Name<T>(T value) where T : struct, Enum => Cache<T>.Names[value];

    /// <summary>The words of all values, in the order of the enum.</summary>
    public static IReadOnlyCollection<string> Names<T>() where T : struct, Enum => Cache<T>.Values.Keys;

    /// <summary>False for an unknown word.</summary>
    public static bool TryParse<T>(string word, out T value) where T : struct, Enum => Cache<T>.Values.TryGetValue(word, out value);

    /// <summary><c>must be one of user, assistant, system</c>.</summary>
    public static string MustBeOneOf(Type type) => $"must be one of {string.Join(", ", Words(type).Keys)}";

    /// <summary>The values by their words, in the order of the enum.</summary>
    public static IReadOnlyDictionary<string, object> Words(Type type) =>
        Enum.GetValues(type).Cast<object>().ToDictionary(value => WordOf(type, value.ToString()!), StringComparer.Ordinal);

    // In snake_case, unless the value has another word.
    private static string WordOf(Type type, string name) =>
        type.GetField(name)!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    private static class Cache<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Names =
            Enum.GetValues<T>().ToDictionary(v => v, v => WordOf(typeof(T), v.ToString()));

        public static readonly Dictionary<string, T> Values = Names.ToDictionary(n => n.Value, n => n.Key, StringComparer.Ordinal);
    }
}
