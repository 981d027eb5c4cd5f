namespace Chat.Features.Shared.Telemetry;

/// <summary>A command that counts in the metrics: once for what was committed, never for a try that failed or an answer that was replayed.</summary>
internal interface IMeasured<TResponse>
{
    /// <summary>Called by the pipeline, after the commit.</summary>
    void Measure(TResponse response);
}
