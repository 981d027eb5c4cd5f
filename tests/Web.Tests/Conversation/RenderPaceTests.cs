using Chat.Web.Conversation;
using Microsoft.AspNetCore.Components;

namespace Web.Tests.Conversation;

public sealed class RenderPaceTests
{
    [Fact]
    public async Task The_first_change_renders_at_once_and_those_that_follow_together()
    {
        var (renders, dispatcher) = (0, Dispatcher.CreateDefault());
        var pace = new RenderPace(() => Task.FromResult(++renders), TimeProvider.System);

        await dispatcher.InvokeAsync(() =>
        {
            pace.Ask();
            renders.ShouldBe(1);
            for (var i = 0; i < 1_000; i++)
                pace.Ask();
            renders.ShouldBe(1);
        });

        await Eventually.HoldsAsync("the others render", () => renders == 2);
        await dispatcher.InvokeAsync(() => pace.Ask());
        await Eventually.HoldsAsync("a later one renders", () => renders == 3);
    }
}
