using System.Linq.Expressions;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Chat.Features.Shared.Endpoints;

/// <summary>Binds a request from path and query. Compiled once per endpoint, so that a call needs no reflection.</summary>
internal sealed class UrlBinder<T> where T : class
{
    private readonly List<RequestParameter> _parameters = [];
    private readonly Func<HttpContext, T> _bind;

    internal UrlBinder(RoutePattern route, IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<ChatOptions>>().Value;
        var call = Expression.Parameter(typeof(HttpContext));
        var constructor = typeof(T).GetConstructors().Single();
        var arguments = new List<Expression>();
        foreach (var argument in constructor.GetParameters())
        {
            var parameter = new RequestParameter(argument.Name!, argument.ParameterType, argument, options);
            // The route may lack an id of the request, which is then null.
            var isLeftOut = parameter.IsInPath && route.GetParameter(parameter.Name) is null;
            if (!isLeftOut)
                _parameters.Add(parameter);
            arguments.Add(isLeftOut
                ? Expression.Default(argument.ParameterType)
                : Expression.Convert(Expression.Call(Expression.Constant(parameter), nameof(RequestParameter.Read), null, call), argument.ParameterType));
        }
        _bind = Expression.Lambda<Func<HttpContext, T>>(Expression.New(constructor, arguments), call).Compile();
    }

    internal IReadOnlyList<RequestParameter> Parameters => _parameters;

    /// <exception cref="NotFoundException">An id in the path is malformed.</exception>
    /// <exception cref="InvalidRequestException">A query value is malformed, missing or given twice.</exception>
    internal T Bind(HttpContext call) => _bind(call);
}
