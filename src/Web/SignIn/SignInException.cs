namespace Chat.Web.SignIn;

/// <summary>Signing in failed; the message is for the user.</summary>
internal sealed class SignInException(string message) : Exception(message);
