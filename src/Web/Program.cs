using Chat.Web;
using Chat.Web.Layout;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using MudBlazor.Services;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.RootComponents.Add<App>("#app");
builder.Services.AddMudServices();
builder.Services.AddPage(new Uri(builder.HostEnvironment.BaseAddress));
await builder.Build().RunAsync();
