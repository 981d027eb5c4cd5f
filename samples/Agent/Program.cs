using Chat.Agent;

// build/agent alice: answers what alice says, in every session of hers.
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));
builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning).AddFilter("Polly", LogLevel.None);
builder.Services.AddAgent(AgentSettings.Read(builder.Configuration));
await builder.Build().RunAsync();
