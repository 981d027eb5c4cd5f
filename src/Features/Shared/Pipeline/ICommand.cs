namespace Chat.Features.Shared.Pipeline;

/// <summary>A request that may change data; the pipeline commits it.</summary>
public interface ICommand<out TResponse> : IRequest<TResponse>, ICommand;

/// <summary>A command of any response.</summary>
public interface ICommand
{
    /// <summary>
    /// Commands of a user with the same key run one after another. Null for commands that lock the user's stream; others use a few
    /// numbers, which bound the connections of one user.
    /// </summary>
    int? ConcurrencyKey => null;

    /// <summary>
    /// Whether it reads a body as it comes: it takes as long as that takes, and can't be tried again. It sends other commands, and
    /// watches the time of its own queries.
    /// </summary>
    bool IsStreamed => false;

    /// <summary>The time that the command may take, when it grows with what the user has stored; null for the limit of every call.</summary>
    TimeSpan? Limit => null;
}
