namespace Chat.Features.Users.EraseUser;

/// <summary>Erases everything of the current user.</summary>
public sealed record EraseUserCommand : ICommand<EraseUserResponse>
{
    // It takes longer the more is stored.
    TimeSpan? ICommand.Limit => TimeSpan.FromMinutes(2);
}
