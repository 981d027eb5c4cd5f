using System.Reflection;
using Carter;
using Chat.Features;
using Chat.Features.Sessions;
using Chat.Features.Shared.Configuration;
using Chat.Features.Shared.Endpoints;
using Chat.Features.Shared.Pipeline;
using Chat.Features.Shared.Validation;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Architecture.Tests;

public sealed class RequestTests
{
    private static readonly IReadOnlyList<Type> Requests = Found(8, type => Arguments(type, typeof(IRequest<>)).Any());
    private static readonly IReadOnlyList<Type> Handlers = Found(8, type => Arguments(type, typeof(IRequestHandler<,>)).Any());
    private static readonly IReadOnlyList<Type> Validators = Found(4, type => Arguments(type, typeof(IValidator<>)).Any());
    private static readonly IReadOnlyList<Type> Endpoints = Found(8, type => type.IsAssignableTo(typeof(ICarterModule)));
    private static readonly IReadOnlyList<Type> Events = Found(6, type => type.IsAssignableTo(typeof(ISessionEvent)));

    [Fact]
    public void Each_request_has_a_validator_its_own_or_that_of_its_members()
    {
        Validators.SelectMany(validator => Arguments(validator, typeof(IValidator<>))).ShouldBeUnique();
        var services = new ServiceCollection().AddSingleton(Options.Create(new ChatOptions()));
        services.AddChatFeatures();
        using var provider = services.BuildServiceProvider();

        foreach (var request in Requests)
        {
            var validator = provider.GetRequiredService(typeof(IValidator<>).MakeGenericType(request)).GetType();
            var own = Validators.SingleOrDefault(own => Arguments(own, typeof(IValidator<>)).Contains(request));
            validator.ShouldBe(own ?? typeof(RequestValidator<>).MakeGenericType(request));
        }
    }

    [Fact]
    public void Each_number_that_a_call_gives_has_bounds()
    {
        var members = Requests.Where(request => !Arguments(request, typeof(IFromBody<>)).Any())
            .SelectMany(request => request.GetProperties())
            .Where(member => member.CanWrite && (Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType) == typeof(long))
            .ToList();
        members.Count.ShouldBeGreaterThanOrEqualTo(10);

        members.Where(member => Bounds.Of(member, new ChatOptions()) is null).ShouldBeEmpty();
    }

    [Fact]
    public void Each_request_has_exactly_one_handler() =>
        Handlers.SelectMany(handler => Arguments(handler, typeof(IRequestHandler<,>)).Take(1)).ShouldBe(Requests, ignoreOrder: true);

    [Fact]
    public void Each_request_is_a_command_or_a_query_and_is_named_so()
    {
        foreach (var request in Requests)
        {
            var isCommand = Arguments(request, typeof(ICommand<>)).Any();
            isCommand.ShouldBe(!Arguments(request, typeof(IQuery<>)).Any(), request.Name);
            request.Name.ShouldBe(Slice.Of(request)!.Name + (isCommand ? "Command" : "Query"));
        }
    }

    [Fact]
    public void Handlers_validators_and_endpoints_are_internal_sealed_and_named_for_their_use_case()
    {
        foreach (var (types, suffix) in new[] { (Handlers, "Handler"), (Validators, "Validator"), (Endpoints, "Endpoint") })
        {
            types.Where(type => !type.IsNotPublic || !type.IsSealed).ShouldBeEmpty();
            types.Select(type => type.Name).ShouldBe(types.Select(type => Slice.Of(type)!.Name + suffix));
        }
    }

    [Fact]
    public void Commands_queries_and_events_are_sealed_records() => Requests.Concat(Events)
        .Where(type => !type.IsSealed || type.GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance) is null)
        .ShouldBeEmpty();

    [Fact]
    public void Every_endpoint_module_is_registered() => FeaturesSetup.EndpointModules.ShouldBe(Endpoints, ignoreOrder: true);

    private static List<Type> Found(int least, Func<Type, bool> isWanted)
    {
        var found = Slice.Types.Where(type => type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false } && isWanted(type)).ToList();
        found.Count.ShouldBeGreaterThanOrEqualTo(least);
        return found;
    }

    private static IEnumerable<Type> Arguments(Type type, Type service) => type.GetInterfaces()
        .Where(one => one.IsGenericType && one.GetGenericTypeDefinition() == service)
        .SelectMany(one => one.GetGenericArguments());
}
