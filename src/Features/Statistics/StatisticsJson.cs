namespace Chat.Features.Statistics;

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(UserStats))]
internal sealed partial class StatisticsJson : JsonSerializerContext;
