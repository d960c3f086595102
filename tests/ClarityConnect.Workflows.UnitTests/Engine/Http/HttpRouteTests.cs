using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Http;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Http;

public sealed class HttpRouteTests
{
    [Theory]
    [InlineData("/", "", "")]
    [InlineData("orders", "/orders/", "")]
    [InlineData("/Orders/{Id}", "/oRDERS/a%20b", "id=a b;Id=a b")]
    [InlineData("orders/{id:int}", "orders/x", "id=x")]
    [InlineData("orders/{id?}", "orders", "")]
    [InlineData("orders/{id=7}", "orders", "id=7")]
    [InlineData("files/{**rest}", "files/a/b%2Fc", "rest=a/b/c")]
    [InlineData("files/{*rest}", "files", "rest=")]
    public void A_path_that_fits_gives_its_values(string template, string path, string values) =>
        Values(template, path).ShouldBe(values);

    [Theory]
    [InlineData("orders/{id}", "orders")]
    [InlineData("orders/{id}", "orders//")]
    [InlineData("orders/{id}", "orders/1/2")]
    [InlineData("orders", "order")]
    [InlineData("", "orders")]
    public void A_path_that_does_not_fit_gives_none(string template, string path) => Values(template, path).ShouldBeNull();

    [Fact]
    public void Another_method_does_not_fit() => HttpRoute.Parse(HttpRoute.Key("GET", "a")).Match("POST", "a").ShouldBeNull();

    [Fact]
    public void The_most_specific_route_comes_first()
    {
        string[] paths = ["a/{*rest}", "{x}/b", "a/{x}", "a/b", "{*all}", "a/{x}/c"];
        var routes = paths.Select(path => HttpRoute.Parse(HttpRoute.Key("GET", path))).ToList();
        routes.Sort(HttpRoute.MostSpecificFirst);

        routes.Select(route => route.Shape).ShouldBe(["GET /a/b", "GET /a/{}", "GET /a/{}/c", "GET /a/{*}", "GET /{}/b", "GET /{*}"]);
    }

    [Theory]
    [InlineData("orders/{id}", true)]
    [InlineData("orders/{id?}", true)]
    [InlineData("orders/{*rest}", true)]
    [InlineData("/", true)]
    [InlineData("orders//{id}", false)]
    [InlineData("orders/{id", false)]
    [InlineData("orders/x{id}", false)]
    [InlineData("orders/{}", false)]
    [InlineData("orders?x=1", false)]
    [InlineData("{*rest}/orders", false)]
    public void A_path_that_cannot_be_read_is_told(string path, bool isFine) => (HttpRoute.ProblemOf(path) is null).ShouldBe(isFine);

    [Fact]
    public void A_route_belongs_to_one_endpoint_of_one_published_workflow()
    {
        TriggerRow[] own = [Row("new", "in", "get /orders/{id}"), Row("new", "other", "post /orders")];
        TriggerRow[] published = [Row("old", "start", "get /ORDERS/{order}"), Row("old", "start", "put /orders"), Row("new", "was", "post /orders")];

        HttpRouteTable.FindConflicts(own, published).ShouldHaveSingleItem().Problem.ShouldContain("'old'");
        HttpRouteTable.FindConflicts([.. own, Row("new", "second", "post /Orders/")], []).ShouldHaveSingleItem().Problem.ShouldContain("'second'");
        HttpRouteTable.FindConflicts([], published).ShouldBeEmpty();
    }

    private static string? Values(string template, string path) =>
        HttpRoute.Parse(HttpRoute.Key("GET", template)).Match("GET", path) is { } values ? string.Join(';', values.Select(value => $"{value.Key}={value.Value}")) : null;

    private static TriggerRow Row(string definition, string activity, string key) => new(definition, $"{definition}-1", 1, activity, HttpRoute.StimulusName, key);
}
