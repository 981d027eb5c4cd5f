namespace Chat.Web.SignIn;

internal sealed record SignInByName(string Name);
