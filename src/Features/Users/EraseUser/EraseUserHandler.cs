namespace Chat.Features.Users.EraseUser;

internal sealed class EraseUserHandler(IDocumentSession storage, CurrentUser user, Precondition precondition, TimeProvider time)
    : IRequestHandler<EraseUserCommand, EraseUserResponse>
{
    public async Task<EraseUserResponse> Handle(EraseUserCommand request, CancellationToken cancellationToken)
    {
        precondition.Check(entityTag: null);
        var agents = (await UserRows.DeleteAsync(storage, cancellationToken) ?? new UserStats()).Agents.Values;
        return new EraseUserResponse(user.Id, agents.Sum(agent => agent.Total), agents.Sum(agent => agent.Messages), time.UtcNowMicroseconds());
    }
}
