using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;

namespace Chat.Host.Configuration;

/// <summary>Options from the section <c>Chat</c>, with the variables of the specification as aliases of its keys.</summary>
internal static class SettingsSetup
{
    // All others are named as their keys are: CHAT_RATE_LIMIT is Chat:RateLimit.
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MAX_SESSIONS_PER_AGENT"] = "Chat:MaxSessionsPerAgent",
        ["JWT_SECRET_KEY"] = "Authentication:Schemes:Bearer:SecretKey",
        ["JWT_ISSUER"] = "Authentication:Schemes:Bearer:ValidIssuer",
        ["JWT_AUDIENCE"] = "Authentication:Schemes:Bearer:ValidAudience",
    };

    /// <summary>Makes the settings beside the program the base of all others, from whatever folder it is started.</summary>
    public static void AddSettingsBesideTheProgram(this WebApplicationBuilder builder) =>
        builder.Configuration.Sources.Insert(0, new JsonConfigurationSource
        {
            Path = "appsettings.json",
            Optional = true,
            FileProvider = new PhysicalFileProvider(AppContext.BaseDirectory),
        });

    /// <summary>Reads and checks every setting. Call it when all sources of configuration are there.</summary>
    /// <exception cref="StartupException">A value is not what it must be.</exception>
    public static void AddCheckedSettings(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var variables = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in configuration.AsEnumerable())
        {
            if (value is not null && KeyOf(name) is { } key)
                variables[key] = name;
        }
        configuration.AddInMemoryCollection(variables.ToDictionary(set => set.Key, set => configuration[set.Value])); // Added last, they win.
        // Now and not when the host starts: the embedded database starts before it, and commands start no host.
        new SettingsCheck(configuration, variables).Run();

        builder.Services.AddOptions<LimitOptions>().BindConfiguration("Chat").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<ChatOptions>().BindConfiguration("Chat").ValidateDataAnnotations().ValidateOnStart()
            .PostConfigure(chat => chat.DefaultPageSize = Math.Min(chat.DefaultPageSize, chat.MaxPageSize));
    }

    /// <summary>The items of a setting that is a list, separated by commas.</summary>
    public static string[] Items(this IConfiguration configuration, string key) =>
        configuration[key]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static string? KeyOf(string variable) => variable.StartsWith("CHAT_", StringComparison.OrdinalIgnoreCase)
        ? "Chat:" + variable["CHAT_".Length..].Replace("_", "", StringComparison.Ordinal)
        : Aliases.GetValueOrDefault(variable);
}
