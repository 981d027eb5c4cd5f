namespace Chat.Features.Users.EraseUser;

/// <summary>Erases everything of the current user.</summary>
public sealed record EraseUserCommand : ICommand<EraseUserResponse>
{
    // It grows with what is stored: a second for 100,000 messages.
    TimeSpan? ICommand.Limit => TimeSpan.FromMinutes(2);
}
