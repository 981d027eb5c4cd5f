using System.Text.Json.Nodes;
using Bunit;
using Chat.Web.Developer;
using Chat.Web.Messages;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Web.Tests.Browsing;

namespace Web.Tests.Messages;

/// <summary>One message of a user on the real service, shown by the page without a browser.</summary>
internal sealed class MessagePage : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly PageContext _page;

    private MessagePage(PageContext page, IChatApi chat, Message message)
    {
        (_page, Chat, Message) = (page, chat, message);
        Dialogs = page.Render<MudDialogProvider>();
        View = page.Render<MessageView>(parameters => parameters
            .Add(view => view.Message, message)
            .Add(view => view.OnChanged, EventCallback.Factory.Create<Message>(this, Take)));
    }

    /// <summary>Another client of the same user.</summary>
    public IChatApi Chat { get; }

    /// <summary>As the page holds it.</summary>
    public Message Message { get; private set; }

    public IRenderedComponent<MessageView> View { get; }

    public IRenderedComponent<MudDialogProvider> Dialogs { get; }

    public CallHold Hold => _page.Hold;

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public static async Task<MessagePage> OpenAsync(WebFixture web, string content = "Hello", MessageType type = MessageType.User, JsonObject? metadata = null)
    {
        var user = ChatServer.NewUser();
        var chat = web.Client(user);
        var session = await chat.CreateSessionAsync(new NewSession("A"), cancellationToken: Token);
        var message = await chat.PostMessageAsync(session.Id, new NewMessage(content, type, type == MessageType.Assistant ? AgentType.Primary : null, metadata), cancellationToken: Token);
        return new MessagePage(new PageContext(web, user), chat, message);
    }

    /// <summary>How many calls of a method the page has made.</summary>
    public int Calls(string method) => _page.Get<CallLog>().Calls.Count(call => call.Method == method);

    public Task<Message> ReadAsync() => Chat.GetMessageAsync(Message.SessionId, Message.Id, Token);

    public Task ClickAsync(string name) => ClickAsync(View, name);

    public Task ClickInDialogAsync(string name) => ClickAsync(Dialogs, name);

    /// <summary>Opens the menu and chooses.</summary>
    public async Task ChooseAsync(string name)
    {
        await ClickAsync("More");
        await ClickAsync(name);
    }

    public Task WriteAsync(string text) => View.WaitForElement("textarea", Patience).InputAsync(new ChangeEventArgs { Value = text });

    public static void Eventually<T>(IRenderedComponent<T> part, Action assertion)
        where T : IComponent => part.WaitForAssertion(assertion, Patience);

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    private void Take(Message message)
    {
        Message = message;
        View.Render(parameters => parameters.Add(view => view.Message, message));
    }

    private static Task ClickAsync<T>(IRenderedComponent<T> part, string name)
        where T : IComponent
    {
        Eventually(part, () => Find());
        return part.InvokeAsync(() => Find().ClickAsync());

        AngleSharp.Dom.IElement Find() => part.FindAll("button").First(button => (button.GetAttribute("aria-label") ?? button.TextContent.Trim()) == name);
    }
}
