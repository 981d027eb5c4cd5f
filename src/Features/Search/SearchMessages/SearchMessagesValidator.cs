namespace Chat.Features.Search.SearchMessages;

internal sealed class SearchMessagesValidator : RequestValidator<SearchMessagesQuery>
{
    public SearchMessagesValidator(IOptions<ChatOptions> options) : base(options)
    {
        RuleFor(query => query.Q).Must(q => string.IsNullOrWhiteSpace(q) || SearchTerm.Parse(q).Count > 0)
            .WithMessage("{PropertyName} must hold a letter or a digit");
        RuleFor(query => query.Cursor).Must(cursor => cursor is null || SearchPlace.Parse(cursor) is not null)
            .WithMessage("{PropertyName} must be the next_cursor of an answer");
    }
}
