using Features.Tests.Errors;


namespace Features.Tests.Health;

[Collection(Outages.Name)]
public sealed class HealthOutageTests(OutageServer outage)
{
    [Theory]
    [InlineData("killed")]
    [InlineData("stopped")]
    [InlineData("frozen")]
    [InlineData("swallowed")]
    public async Task Without_its_database_it_is_live_but_not_ready_and_ready_again_after_its_return(string how)
    {
        var anybody = outage.Server.WithToken(null);
        (await anybody.GetAsync("/health/ready")).ShouldBeOk(new { status = "ready" });

        await outage.TakeAwayAsync(how);
        try
        {
            for (var i = 0; i < 3; i++)
            {
                (await anybody.GetAsync("/health/ready")).ShouldBeUnready();
                (await anybody.GetAsync("/health/live")).ShouldBeOk(new { status = "live" });
            }
        }
        finally
        {
            await outage.BringBackAsync(how);
        }

        await Eventually.HoldsAsync("it is ready again", async () => (await anybody.GetAsync("/health/ready")).StatusCode == 200);
    }
}
