namespace Features.Tests.Errors;

[Collection(Outages.Name)]
public sealed class BackgroundJobTests(OutageServer outage)
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    [Theory]
    [InlineData("killed")]
    [InlineData("frozen")]
    [InlineData("swallowed")]
    public async Task The_job_that_removes_old_sessions_survives_an_outage_and_goes_on_after_it(string how)
    {
        await using var host = await PurgeHost.StartAsync(outage.ConnectionString);
        var user = host.Server.User();
        var session = await user.CreateAsync();
        (await user.DeleteAsync(Calls.Path(session.Id))).Ok();
        await host.JobsWaitAsync();
        host.Time.Shift(PurgeHost.Days30);

        await outage.TakeAwayAsync(how);
        try
        {
            host.Time.Advance(Interval);
            await host.JobsWaitAsync();
        }
        finally
        {
            await outage.BringBackAsync(how);
        }
        (await user.GetAsync(Calls.Path(session.Id))).Ok();
        host.Time.Advance(Interval);

        await Eventually.HoldsAsync("the session is removed", async () => (await user.GetAsync(Calls.Path(session.Id))).StatusCode == 404);
    }
}
