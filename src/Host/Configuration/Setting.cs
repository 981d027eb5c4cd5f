namespace Chat.Host.Configuration;

/// <summary>A setting with two names, the variable of the specification and the key of .NET's configuration; the variable wins.</summary>
internal sealed class Setting
{
    private readonly string? _variable;
    private readonly string _expected;
    private readonly Func<string, string?> _read;

    private Setting(string? variable, string key, string expected, Func<string, string?> read) =>
        (_variable, Key, _expected, _read) = (variable, key, expected, read);

    public string Key { get; }

    public static Setting Number(string? variable, string key, int least, int most) => new(
        variable,
        key,
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"),
        text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number.ToString(CultureInfo.InvariantCulture)
            : null);

    public static Setting Span(string key, TimeSpan least, TimeSpan most) => new(
        null,
        key,
        $"a time from {least:c} to {most:c}",
        text => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) && time >= least && time <= most ? time.ToString("c") : null);

    public static Setting Switch(string variable, string key) => new(variable, key, "true, false, 1 or 0", text => text.ToUpperInvariant() switch
    {
        "TRUE" or "1" => "true",
        "FALSE" or "0" => "false",
        _ => null,
    });

    /// <summary>One of some words, compared exactly.</summary>
    public static Setting Word(string variable, string key, params string[] words) =>
        new(variable, key, string.Join(" or ", words), text => Array.Find(words, word => word == text));

    /// <summary>Items between commas; none is a list as well.</summary>
    public static Setting List(string variable, string key, string expected, Predicate<string> isItem) =>
        new(variable, key, expected, text => ItemsOf(text) is var items && Array.TrueForAll(items, isItem) ? string.Join(',', items) : null);

    /// <summary>The items of a list that was read.</summary>
    public static string[] ItemsOf(string? list) => list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    public static Setting Text(string variable, string key) => new(variable, key, "text", text => text);

    /// <summary>The value as .NET's binder reads it; null when it is not set.</summary>
    /// <exception cref="StartupException">It is set to something else than it may be.</exception>
    public string? ValueIn(IConfiguration configuration)
    {
        var name = NameIn(configuration);
        return configuration[name] is not { } text
            ? null
            : _read(text) ?? throw new StartupException($"{name} is '{text}'; it must be {_expected}.");
    }

    /// <summary>The name under which it is set, for messages.</summary>
    public string NameIn(IConfiguration configuration) => _variable is not null && configuration[_variable] is not null ? _variable : Key;
}
