using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Chat.Features.Sessions.CreateSession;
using Chat.Features.Shared.Validation;
using DescriptionAttribute = System.ComponentModel.DescriptionAttribute;

namespace Chat.Host.Mcp;

/// <summary>Arguments of <c>create_session</c>.</summary>
internal sealed record CreateSessionArguments(
    [Description("What the session is called; trimmed."), UpToSetting(nameof(ChatOptions.TitleMaxLength))] string? Title,
    [Description(ChatTools.KeyDescription), Length(1, ChatTools.MostOfKey)] string? IdempotencyKey,
    [Description("The kind of agent that the session is with."), DefaultValue("primary")] AgentType? AgentType = null,
    [Description("Your own data about the session.")] JsonElement? Metadata = null) : IKeyedArguments
{
    public CreateSessionCommand ToCommand() => new(Title, AgentType, Metadata);
}
