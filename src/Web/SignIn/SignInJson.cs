using System.Text.Json.Serialization;

namespace Chat.Web.SignIn;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Departure))]
[JsonSerializable(typeof(SignInByName))]
[JsonSerializable(typeof(SignInSettings))]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class SignInJson : JsonSerializerContext;
