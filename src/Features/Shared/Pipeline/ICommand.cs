namespace Chat.Features.Shared.Pipeline;

/// <summary>A request that may change the user's data: it waits for its turn and is committed once, by the pipeline.</summary>
/// <typeparam name="TResponse">What the command answers.</typeparam>
public interface ICommand<out TResponse> : IRequest<TResponse>, ICommand;

/// <summary>A command whatever its response is.</summary>
public interface ICommand
{
    /// <summary>
    /// Commands of a user with the same key run one after another; null, the usual key, is that of commands that lock the user's
    /// stream. A command that locks less may name one of a few others, so that it and the usual ones do not wait for each other;
    /// their number bounds the connections that one user can hold.
    /// </summary>
    int? ConcurrencyKey => null;
}
