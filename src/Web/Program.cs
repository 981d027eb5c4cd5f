using Chat.Web;
using Chat.Web.Layout;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using MudBlazor.Services;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.RootComponents.Add<App>("#app");
builder.Logging.SetMinimumLevel(LogLevel.Warning); // The browser's console is slow, and each call would be in it.
builder.Services.AddMudServices();
builder.Services.AddPage(new Uri(builder.HostEnvironment.BaseAddress));
await builder.Build().RunAsync();
