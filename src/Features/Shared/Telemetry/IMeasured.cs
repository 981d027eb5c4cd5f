namespace Chat.Features.Shared.Telemetry;

/// <summary>A command that counts in the metrics: once for what was committed, never for a try that failed or an answer that was replayed.</summary>
/// <typeparam name="TResponse">What the command answers.</typeparam>
public interface IMeasured<TResponse>
{
    /// <summary>Called by the pipeline, after the commit.</summary>
    /// <param name="response">The answer.</param>
    void Measure(TResponse response);
}
