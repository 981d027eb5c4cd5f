using Chat.Web.Shared;
using Microsoft.Extensions.Time.Testing;

namespace Web.Tests.Shared;

public sealed class ThrottleTests
{
    private readonly List<TaskCompletionSource> _shown = [];

    [Fact]
    public async Task What_is_asked_meanwhile_is_shown_once()
    {
        using var throttle = new Throttle(ShowAsync, TimeSpan.Zero, TimeProvider.System);
        throttle.Ask();
        Assert.Single(_shown);
        throttle.Ask();
        throttle.Ask();
        Assert.Single(_shown);

        _shown[0].SetResult();
        await Eventually.HoldsAsync("shown once more", () => _shown.Count == 2);
        _shown[1].SetResult();
        throttle.Ask();
        await Eventually.HoldsAsync("shown for the last question", () => _shown.Count == 3);
    }

    [Fact]
    public void Nothing_is_shown_after_its_end()
    {
        var throttle = new Throttle(ShowAsync, TimeSpan.Zero, TimeProvider.System);
        throttle.Ask();
        throttle.Ask();

        throttle.Dispose();
        _shown[0].SetResult();
        throttle.Ask();

        Assert.Single(_shown);
    }

    [Fact]
    public async Task What_takes_long_to_show_is_shown_less_often()
    {
        var (clock, shows) = (new FakeTimeProvider(), 0);
        using var throttle = new Throttle(Draw, TimeSpan.FromSeconds(1), clock);
        throttle.Ask();
        throttle.Ask();

        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, shows);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, shows);

        Task Draw()
        {
            shows++;
            clock.Advance(TimeSpan.FromSeconds(2));
            return Task.CompletedTask;
        }
    }

    private Task ShowAsync()
    {
        var shown = new TaskCompletionSource();
        _shown.Add(shown);
        return shown.Task;
    }
}
