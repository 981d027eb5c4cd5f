using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Chat.Features.Messages.PostMessage;
using Chat.Features.Shared.Validation;
using Microsoft.AspNetCore.Mvc;
using DescriptionAttribute = System.ComponentModel.DescriptionAttribute;

namespace Chat.Host.Mcp;

/// <summary>Arguments of <c>post_message</c>.</summary>
internal sealed record PostMessageArguments(
    [FromRoute] long SessionId,
    [Description("The text, kept exactly as it is."), UpToSetting(nameof(ChatOptions.LargestMessageLength))] string? Content,
    [Description(ChatTools.KeyDescription), Length(1, ChatTools.MostOfKey)] string? IdempotencyKey,
    [Description("Who speaks: `user`, `assistant` for an agent's answer, or `system` for an instruction. Agents may not post as `user`."), DefaultValue("user")] MessageType? MessageType = null,
    [Description("The kind of agent that speaks; required for `assistant`.")] AgentType? AgentType = null,
    [Description("Your own data about the message. An integer `tokens` is its length in tokens, which get_context counts.")] JsonElement? Metadata = null) : IKeyedArguments
{
    /// <summary>Read only to refuse it, as the API does.</summary>
    public JsonElement? Role { get; init; }

    public PostMessageCommand ToCommand() => new(Content, MessageType, AgentType, Metadata) { SessionId = SessionId, Role = Role };
}
