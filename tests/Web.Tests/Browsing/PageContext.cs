using Bunit;
using Chat.Web;
using Chat.Web.Live;
using Chat.Web.SignIn;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace Web.Tests.Browsing;

/// <summary>The parts of the page without a browser: on the real service, signed in.</summary>
internal sealed class PageContext : BunitContext
{
    public PageContext(WebFixture web, string user)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        JSInterop.SetupModule();
        Services.AddMudServices();
        Services.AddPage(web.Address);
        // A try that fails is the last one: tests don't wait for others.
        Services.Configure<ChatClientOptions>(options => options.Retries = 0);
        Services.ConfigureHttpClientDefaults(client => client.AddHttpMessageHandler(() => new HoldHandler(Hold)));
        Get<CurrentUser>().SignIn(Tokens.For(user));
    }

    /// <summary>Stops calls on their way, and loses answers.</summary>
    public CallHold Hold { get; } = new();

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>As the page does: all of it on one thread.</summary>
    public Task DoAsync(Func<Task> action) => Renderer.Dispatcher.InvokeAsync(action);

    /// <summary>Waits until the feed has begun: later its reset would make lists read anew what they show.</summary>
    public async Task ResetAsync()
    {
        var reset = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Renderer.Dispatcher.InvokeAsync(() => Get<ChatFeed>().Received += _ => reset.TrySetResult());
        await reset.Task.WaitAsync(TimeSpan.FromSeconds(30), Xunit.TestContext.Current.CancellationToken);
    }

    private sealed class HoldHandler(CallHold hold) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            await hold.PassAsync(request.RequestUri!.PathAndQuery, request.Method);
            return response;
        }
    }
}
