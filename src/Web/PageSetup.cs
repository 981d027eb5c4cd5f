using Chat.Web.Conversation;
using Chat.Web.Developer;
using Chat.Web.Layout;
using Chat.Web.Live;
using Chat.Web.Markdown;
using Chat.Web.Messages;
using Chat.Web.Sessions;
using Chat.Web.Shared;
using Chat.Web.SignIn;

namespace Chat.Web;

/// <summary>What all pages share. The service is reached through <see cref="IChatApi"/> only, as by any other client.</summary>
internal static class PageSetup
{
    /// <summary>Registers it.</summary>
    /// <param name="services">Of the page, or of a test.</param>
    /// <param name="service">The address of the service, with its path base.</param>
    public static void AddPage(this IServiceCollection services, Uri service)
    {
        services.AddSingleton<CallLog>();
        services.AddSingleton<ChatFeed>();
        services.AddSingleton<Clipboard>();
        services.AddSingleton<Clock>();
        services.AddSingleton<Connection>();
        services.AddSingleton<CurrentUser>();
        services.AddScoped<Downloads>();
        services.AddScoped<ExportRun>();
        services.AddSingleton<ImportRun>();
        services.AddSingleton<IOutboxStore, BrowserOutboxStore>();
        services.AddSingleton<MarkdownCache>();
        services.AddSingleton<OpenIdSignIn>();
        services.AddSingleton<Outbox>();
        services.AddScoped<SessionActions>();
        services.AddSingleton<SessionListState>();
        services.AddSingleton<SignInState>();
        services.AddScoped<ThemeChoice>();
        services.AddSingleton(TimeProvider.System);
        services.AddHttpClient<HostApi>(client => client.BaseAddress = service);
        services.AddChatClient((options, provider) =>
        {
            options.BaseAddress = service;
            options.TokenProvider = _ => ValueTask.FromResult(provider.GetRequiredService<CurrentUser>().Token);
        })
            .AddHttpMessageHandler(provider => new CallHandler(provider.GetRequiredService<CurrentUser>(), provider.GetRequiredService<Connection>(), provider.GetRequiredService<CallLog>()));
    }
}
