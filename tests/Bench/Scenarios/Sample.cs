using Chat.Bench.Load;

namespace Chat.Bench.Scenarios;

/// <summary>One measurement of a scenario.</summary>
/// <param name="RequestsPerSecond">Answers a second.</param>
/// <param name="P50">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="HostCpu">CPU seconds of all hosts per 1,000 requests.</param>
/// <param name="PostgresCpu">CPU seconds of Postgres per 1,000 requests.</param>
/// <param name="ResidentMegabytes">Memory of the largest host afterwards.</param>
internal sealed record Sample(double RequestsPerSecond, double P50, double P99, double HostCpu, double PostgresCpu, double ResidentMegabytes)
{
    public static Sample Of(WrkResult load, double hostCpu, double postgresCpu, long residentBytes) => new(
        load.PerSecond, load.P50 / 1e3, load.P99 / 1e3, hostCpu / load.Requests * 1e3, postgresCpu / load.Requests * 1e3, residentBytes / 1e6);

    /// <summary>The median of each figure.</summary>
    public static Sample Median(IReadOnlyCollection<Sample> samples)
    {
        return new Sample(
            Of(sample => sample.RequestsPerSecond), Of(sample => sample.P50), Of(sample => sample.P99),
            Of(sample => sample.HostCpu), Of(sample => sample.PostgresCpu), Of(sample => sample.ResidentMegabytes));

        double Of(Func<Sample, double> figure) => samples.Select(figure).Median();
    }
}

/// <summary>The average cost of one request.</summary>
/// <param name="AllocatedBytes">By the host's managed code.</param>
/// <param name="Statements">SQL statements that the host has executed, transaction control included.</param>
/// <param name="RoundTrips">Times that the host waits for Postgres.</param>
internal sealed record Cost(double AllocatedBytes, double Statements, double RoundTrips);
