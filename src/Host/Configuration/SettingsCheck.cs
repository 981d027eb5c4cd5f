using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Chat.Host.Configuration;

/// <summary>Checks the configuration by the attributes of the options, before the binder reads it.</summary>
/// <remarks>The binder accepts 0x10 as a number, and its exceptions name neither variable nor value.</remarks>
internal sealed class SettingsCheck(IConfiguration configuration, IReadOnlyDictionary<string, string> variablesByKey)
{
    /// <exception cref="StartupException">A value is invalid.</exception>
    public void Run()
    {
        CheckOptions("Chat", typeof(ChatOptions));
        CheckOptions("Chat", typeof(LimitOptions));
        var agentTypes = Wire.Names<AgentType>();
        foreach (var agent in configuration.GetSection("Chat:Agents").GetChildren())
        {
            if (!agentTypes.Contains(agent.Key, StringComparer.Ordinal))
                throw new StartupException($"{agent.Path} names no agent type; there are {string.Join(", ", agentTypes)}.");
            CheckOptions(agent.Path, typeof(AgentLimits));
        }
        var chat = configuration.GetSection("Chat").Get<ChatOptions>() ?? new ChatOptions();
        Check("Chat:DefaultPageSize", $"at most {NameOf("Chat:MaxPageSize")}, which is {chat.MaxPageSize}", _ => chat.DefaultPageSize <= chat.MaxPageSize);
        Check("Chat:LogFormat", "plain or json", text => text is LogSetup.Plain or LogSetup.Json);
        Check("Chat:PathBase", "a path like /chat, without a slash at its end", PathBaseSetup.IsPathBase);
        CheckSwitch("Chat:Mcp");
        CheckSwitch("Chat:Web");
        CheckItems("Chat:CorsOrigins", "origins like https://chat.example.com, separated by commas", CorsSetup.IsOrigin);
        CheckItems("Chat:TrustedProxies", "addresses or networks like 10.0.0.0/8, separated by commas", ProxySetup.IsProxy);
    }

    private void CheckOptions(string section, Type options)
    {
        foreach (var property in options.GetProperties())
        {
            var key = $"{section}:{property.Name}";
            if (property.PropertyType == typeof(bool))
                CheckSwitch(key);
            else if (property.GetCustomAttribute<RangeAttribute>() is { } range)
                CheckRange(key, range);
        }
    }

    private void CheckRange(string key, RangeAttribute range)
    {
        var isTime = range.OperandType == typeof(TimeSpan);
        Check(key, $"{(isTime ? "a time" : "a whole number")} from {range.Minimum} to {range.Maximum}", text => isTime
            ? TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) && range.IsValid(time)
            : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && range.IsValid(number));
    }

    private void CheckSwitch(string key)
    {
        Check(key, "true, false, 1 or 0", text => text.ToUpperInvariant() is "1" or "0" or "TRUE" or "FALSE");
        if (configuration[key] is "1" or "0")
            configuration[key] = configuration[key] == "1" ? "true" : "false"; // The binder parses no digits.
    }

    private void CheckItems(string key, string expected, Predicate<string> isItem) =>
        Check(key, expected, _ => Array.TrueForAll(configuration.Items(key), isItem));

    private void Check(string key, string expected, Predicate<string> isRight)
    {
        if (configuration[key] is { } text && !isRight(text))
            throw new StartupException($"{NameOf(key)} is '{text}'; it must be {expected}.");
    }

    private string NameOf(string key) => variablesByKey.GetValueOrDefault(key, key);
}
