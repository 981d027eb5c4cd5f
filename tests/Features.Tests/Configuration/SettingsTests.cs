using Chat.Features.Shared.Configuration;
using Chat.Host;
using Chat.Host.Limits;
using Chat.Host.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Features.Tests.Configuration;

public sealed partial class SettingsTests
{
    /// <summary>Every number among the settings: variable, key of the configuration, bounds.</summary>
    private static readonly (string Variable, string Key, int Least, int Most, Func<IServiceProvider, int> Value)[] Numbers =
    [
        ("MAX_SESSIONS_PER_AGENT", "Chat:MaxSessionsPerAgent", 1, 10_000, Option(chat => chat.MaxSessionsPerAgent)),
        ("CHAT_MESSAGE_MAX_LENGTH", "Chat:MessageMaxLength", 1, 1_000_000, Option(chat => chat.MessageMaxLength)),
        ("CHAT_TITLE_MAX_LENGTH", "Chat:TitleMaxLength", 1, 400, Option(chat => chat.TitleMaxLength)),
        ("CHAT_SESSION_CLEANUP_DAYS", "Chat:SessionCleanupDays", 0, 36_500, Option(chat => chat.SessionCleanupDays)),
        ("CHAT_READ_CACHE_MB", "Chat:ReadCacheMb", 0, 4_096, Option(chat => chat.ReadCacheMb)),
        ("CHAT_IDEMPOTENCY_HOURS", "Chat:IdempotencyHours", 1, 720, Option(chat => chat.IdempotencyHours)),
        ("CHAT_DEFAULT_PAGE_SIZE", "Chat:DefaultPageSize", 1, 1_000, Option(chat => chat.DefaultPageSize)),
        ("CHAT_MAX_PAGE_SIZE", "Chat:MaxPageSize", 1, 1_000, Option(chat => chat.MaxPageSize)),
        ("CHAT_RATE_LIMIT", "Chat:RateLimit", 0, 100_000, Limit(limits => limits.RateLimit)),
        ("CHAT_ANONYMOUS_RATE_LIMIT", "Chat:AnonymousRateLimit", 0, 100_000, Limit(limits => limits.AnonymousRateLimit ?? limits.RateLimit)),
        ("CHAT_APPEND_RATE_LIMIT", "Chat:AppendRateLimit", 0, 100_000, Limit(limits => limits.AppendRateLimit)),
        ("CHAT_MAX_STREAMS_PER_USER", "Chat:MaxStreamsPerUser", 1, 1_000_000, Limit(limits => limits.MaxStreamsPerUser)),
        ("CHAT_MAX_CONNECTIONS", "Chat:MaxConnections", 1, 1_000_000, Limit(limits => limits.MaxConnections)),
        ("CHAT_MIN_DATA_RATE", "Chat:MinDataRate", 1, 1_048_576, Limit(limits => limits.MinDataRate)),
        ("CHAT_DATA_RATE_GRACE_SECONDS", "Chat:DataRateGraceSeconds", 2, 300, Limit(limits => limits.DataRateGraceSeconds)),
        ("CHAT_HEADERS_TIMEOUT_SECONDS", "Chat:HeadersTimeoutSeconds", 1, 300, Limit(limits => limits.HeadersTimeoutSeconds)),
    ];

    public static TheoryData<int, string> WrongNumbers()
    {
        var data = new TheoryData<int, string>();
        for (var i = 0; i < Numbers.Length; i++)
        {
            string[] wrong = ["many", "", "1.5", "1e3", "0x10", "5;6", "99999999999999999999", $"{Numbers[i].Least - 1}", $"{Numbers[i].Most + 1}"];
            data.AddRange(wrong.Select(text => new TheoryDataRow<int, string>(i, text)).ToArray());
        }
        return data;
    }

    public static TheoryData<int> AllNumbers() => [.. Enumerable.Range(0, Numbers.Length)];

    [Theory]
    [MemberData(nameof(WrongNumbers))]
    public void A_number_that_is_none_or_out_of_range_stops_the_start_with_one_line(int number, string text)
    {
        var (variable, key, least, most, _) = Numbers[number];

        Refusal((variable, text)).ShouldBe($"{variable} is '{text}'; it must be a whole number from {least} to {most}.");
        Refusal((key, text)).ShouldBe($"{key} is '{text}'; it must be a whole number from {least} to {most}.");
    }

    [Theory]
    [MemberData(nameof(AllNumbers))]
    public void Both_bounds_of_a_number_are_taken_by_either_name_and_the_variable_wins(int number)
    {
        var (variable, key, least, most, value) = Numbers[number];
        // The two page sizes bound each other, so the other is set too.
        var other = ("CHAT_MAX_PAGE_SIZE", variable == "CHAT_DEFAULT_PAGE_SIZE" ? "1000" : null);

        Read(value, other, (variable, $"{least}")).ShouldBe(least);
        Read(value, other, (variable, $"{most}")).ShouldBe(most);
        Read(value, other, (key, $"{most}")).ShouldBe(most);
        Read(value, other, (key, $"{most}"), (variable, $"{least}")).ShouldBe(least);
    }

    [Fact]
    public void Nothing_set_gives_the_defaults_of_the_specification()
    {
        var chat = Options();

        Numbers.Select(number => Read(number.Value)).ShouldBe([5, 10_000, 255, 30, 32, 24, 10, 100, 50, 50, 200, 20, 10_000, 240, 5, 15]);
        chat.EnableMessageHistory.ShouldBeTrue();
        chat.Agents.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("False", false)]
    [InlineData("1", true)]
    [InlineData("0", false)]
    public void The_history_is_switched_by_a_word_or_a_digit(string text, bool expected)
    {
        Options(("CHAT_ENABLE_MESSAGE_HISTORY", text)).EnableMessageHistory.ShouldBe(expected);
        Options(("Chat:EnableMessageHistory", text)).EnableMessageHistory.ShouldBe(expected);
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("")]
    [InlineData("2")]
    [InlineData(" true")]
    public void The_history_takes_no_other_word(string text) =>
        Refusal(("CHAT_ENABLE_MESSAGE_HISTORY", text)).ShouldBe($"CHAT_ENABLE_MESSAGE_HISTORY is '{text}'; it must be true, false, 1 or 0.");

    [Fact]
    public void A_chosen_default_page_size_must_fit_the_largest_and_one_not_chosen_follows_it()
    {
        Refusal(("CHAT_DEFAULT_PAGE_SIZE", "20"), ("CHAT_MAX_PAGE_SIZE", "19"))
            .ShouldBe("CHAT_DEFAULT_PAGE_SIZE is '20'; it must be at most CHAT_MAX_PAGE_SIZE, which is 19.");
        Refusal(("Chat:DefaultPageSize", "101")).ShouldBe("Chat:DefaultPageSize is '101'; it must be at most Chat:MaxPageSize, which is 100.");
        Options(("CHAT_DEFAULT_PAGE_SIZE", "19"), ("CHAT_MAX_PAGE_SIZE", "19")).DefaultPageSize.ShouldBe(19);
        Options(("CHAT_MAX_PAGE_SIZE", "7")).DefaultPageSize.ShouldBe(7);
    }

    [Fact]
    public void Limits_of_one_agent_type_are_checked_like_the_general_ones()
    {
        Options(("Chat:Agents:log_analysis:MaxActiveSessions", "9")).MaxActiveSessionsFor(Chat.Features.Shared.AgentType.LogAnalysis).ShouldBe(9);
        Refusal(("Chat:Agents:philosopher:MaxActiveSessions", "9"))
            .ShouldBe("Chat:Agents:philosopher names no agent type; there are primary, log_analysis, research, router.");
        Refusal(("Chat:Agents:research:MaxActiveSessions", "0"))
            .ShouldBe("Chat:Agents:research:MaxActiveSessions is '0'; it must be a whole number from 1 to 10000.");
        Refusal(("Chat:Agents:research:MaxMessageLength", "long"))
            .ShouldBe("Chat:Agents:research:MaxMessageLength is 'long'; it must be a whole number from 1 to 1000000.");
    }

    [Theory]
    [InlineData("often")]
    [InlineData("00:00:00")]
    [InlineData("-01:00:00")]
    [InlineData("2.00:00:00")]
    public void The_interval_of_the_cleanup_has_bounds_as_well(string text) =>
        Refusal(("Chat:CleanupInterval", text)).ShouldBe($"Chat:CleanupInterval is '{text}'; it must be a time from 00:00:01 to 1.00:00:00.");

    [Fact]
    public void Settings_in_a_file_are_read_and_give_way_to_variables()
    {
        const string file = """{"Chat": {"MaxSessionsPerAgent": 7, "TitleMaxLength": 70, "Agents": {"router": {"MaxActiveSessions": 1}}}}""";
        using var app = Build(builder =>
        {
            builder.Configuration.AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(file)));
            Set(builder, ("MAX_SESSIONS_PER_AGENT", "3"));
        });
        var chat = app.Services.GetRequiredService<IOptions<ChatOptions>>().Value;

        chat.MaxSessionsPerAgent.ShouldBe(3);
        chat.TitleMaxLength.ShouldBe(70);
        chat.MaxActiveSessionsFor(Chat.Features.Shared.AgentType.Router).ShouldBe(1);
    }

    [Fact]
    public void Outside_of_Development_the_key_of_tokens_must_be_there_and_long_enough()
    {
        Refusal(("JWT_SECRET_KEY", null)).ShouldStartWith("JWT_SECRET_KEY is not set; outside Development it must hold at least 32 bytes");
        Refusal(("JWT_SECRET_KEY", "  ")).ShouldStartWith("JWT_SECRET_KEY is not set; ");
        Refusal(("JWT_SECRET_KEY", new string('k', 31))).ShouldBe("JWT_SECRET_KEY is too short; it must hold at least 32 bytes.");
        Options(("JWT_SECRET_KEY", new string('k', 32)));
        // Bytes, not characters.
        Options(("JWT_SECRET_KEY", new string('é', 16)));
        Options(("JWT_SECRET_KEY", null), ("Authentication:Schemes:Bearer:SecretKey", new string('k', 32)));
    }

    [Fact]
    public void A_database_must_be_named() => Refusal(("ConnectionStrings:Chat", null)).ShouldBe("ConnectionStrings__Chat is not set.");

    private static string Refusal(params (string Name, string? Value)[] settings)
    {
        var message = Should.Throw<StartupException>(() => Options(settings)).Message;
        message.ReplaceLineEndings("").ShouldBe(message, "it is one line");
        return message;
    }

    private static ChatOptions Options(params (string Name, string? Value)[] settings) =>
        Read(services => services.GetRequiredService<IOptions<ChatOptions>>().Value, settings);

    private static T Read<T>(Func<IServiceProvider, T> read, params (string Name, string? Value)[] settings)
    {
        using var app = Build(builder => Set(builder, settings));
        return read(app.Services);
    }

    private static Func<IServiceProvider, int> Option(Func<ChatOptions, int> value) => services => value(services.GetRequiredService<IOptions<ChatOptions>>().Value);

    private static Func<IServiceProvider, int> Limit(Func<LimitOptions, int> value) => services => value(services.GetRequiredService<IOptions<LimitOptions>>().Value);

    private static WebApplication Build(Action<WebApplicationBuilder> configure) => ChatHost.Build([], builder =>
    {
        builder.Environment.EnvironmentName = "Production";
        Set(builder, ("JWT_SECRET_KEY", Tokens.Key), ("ConnectionStrings:Chat", "Host=nowhere;Database=chat"));
        configure(builder);
    });

    private static void Set(WebApplicationBuilder builder, params (string Name, string? Value)[] settings) =>
        builder.Configuration.AddInMemoryCollection(settings.GroupBy(setting => setting.Name).ToDictionary(setting => setting.Key, setting => setting.Last().Value));
}
