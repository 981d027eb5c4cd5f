using Chat.Features.Shared;
using Chat.Host.Limits;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;

namespace Chat.Host.Configuration;

/// <summary>Maps the variables of the specification onto .NET's configuration and refuses what is out of bounds.</summary>
internal static class SettingsSetup
{
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
        var values = Settings.All.Concat(AgentSettings(configuration))
            .Select(setting => KeyValuePair.Create(setting.Key, setting.ValueIn(configuration)))
            .Where(setting => setting.Value is not null)
            .ToDictionary();
        FitPageSizes(values, configuration);

        configuration.AddInMemoryCollection(values);
        builder.Services.Configure<ChatOptions>(configuration.GetSection("Chat"));
        builder.Services.Configure<LimitOptions>(configuration.GetSection("Chat"));
    }

    private static IEnumerable<Setting> AgentSettings(ConfigurationManager configuration)
    {
        var known = Wire.Names<AgentType>();
        foreach (var agent in configuration.GetSection("Chat:Agents").GetChildren())
        {
            if (!known.Contains(agent.Key, StringComparer.Ordinal))
                throw new StartupException($"{agent.Path} names no agent type; there are {string.Join(", ", known)}.");
            foreach (var setting in Settings.OfAgent(agent.Key))
                yield return setting;
        }
    }

    /// <summary>A default that was not chosen follows a lower maximum; one that was chosen must fit.</summary>
    private static void FitPageSizes(Dictionary<string, string?> values, ConfigurationManager configuration)
    {
        var most = Number(Settings.MaxPageSize, new ChatOptions().MaxPageSize);
        if (Number(Settings.DefaultPageSize, new ChatOptions().DefaultPageSize) is var size && size <= most)
            return;
        if (values.ContainsKey(Settings.DefaultPageSize.Key))
        {
            throw new StartupException(string.Create(
                CultureInfo.InvariantCulture,
                $"{Settings.DefaultPageSize.NameIn(configuration)} is '{size}'; it must be at most {Settings.MaxPageSize.NameIn(configuration)}, which is {most}."));
        }

        values[Settings.DefaultPageSize.Key] = most.ToString(CultureInfo.InvariantCulture);

        int Number(Setting setting, int otherwise) =>
            values.TryGetValue(setting.Key, out var text) ? int.Parse(text!, CultureInfo.InvariantCulture) : otherwise;
    }
}
