namespace Chat.Web.SignIn;

internal sealed record TokenAnswer(string Token);
