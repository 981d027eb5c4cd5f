namespace Chat.Bench.Page;

/// <summary>A page while an answer grows.</summary>
/// <param name="FramesPerSecond">Painted.</param>
/// <param name="AppendsPerSecond">That the service took.</param>
internal sealed record Growth(double FramesPerSecond, double AppendsPerSecond);
