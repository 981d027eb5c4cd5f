using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Chat.Web.Messages;

/// <summary>A dialog about one message. It closes with the message if it changed it.</summary>
public abstract class MessageDialog : ComponentBase
{
    internal static DialogOptions Options { get; } = new() { CloseButton = true, CloseOnEscapeKey = true, FullWidth = true, MaxWidth = MaxWidth.Medium };

    [Parameter, EditorRequired]
    public Message Message { get; set; } = null!;

    [CascadingParameter]
    protected IMudDialogInstance Dialog { get; set; } = null!;
}
