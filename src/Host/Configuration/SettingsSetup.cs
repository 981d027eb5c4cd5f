using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;

namespace Chat.Host.Configuration;

/// <summary>Reads the section <c>Chat</c>; environment variables such as <c>CHAT_RATE_LIMIT</c> set its keys.</summary>
internal static class SettingsSetup
{
    // All others are named like their keys: CHAT_RATE_LIMIT is Chat:RateLimit.
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MAX_SESSIONS_PER_AGENT"] = "Chat:MaxSessionsPerAgent",
        ["JWT_SECRET_KEY"] = "Authentication:Schemes:Bearer:SecretKey",
        ["JWT_ISSUER"] = "Authentication:Schemes:Bearer:ValidIssuer",
        ["JWT_AUDIENCE"] = "Authentication:Schemes:Bearer:ValidAudience",
    };

    /// <summary>Reads appsettings.json beside the program, whatever the working directory.</summary>
    public static void AddSettingsBesideTheProgram(this WebApplicationBuilder builder) =>
        builder.Configuration.Sources.Insert(0, new JsonConfigurationSource
        {
            Path = "appsettings.json",
            Optional = true,
            FileProvider = new PhysicalFileProvider(AppContext.BaseDirectory),
        });

    /// <summary>Call it after all configuration sources are added.</summary>
    /// <exception cref="StartupException">A value is invalid.</exception>
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
        // Before ValidateOnStart: the embedded database starts before the host, and commands start no host.
        new SettingsCheck(configuration, variables).Run();

        builder.Services.AddOptions<LimitOptions>().BindConfiguration("Chat").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<ChatOptions>().BindConfiguration("Chat").ValidateDataAnnotations().ValidateOnStart()
            .PostConfigure(chat => chat.DefaultPageSize = Math.Min(chat.DefaultPageSize, chat.MaxPageSize));
    }

    public static string[] Items(this IConfiguration configuration, string key) =>
        configuration[key]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static string? KeyOf(string variable) => variable.StartsWith("CHAT_", StringComparison.OrdinalIgnoreCase)
        ? "Chat:" + variable["CHAT_".Length..].Replace("_", "", StringComparison.Ordinal)
        : Aliases.GetValueOrDefault(variable);
}
