using System.Net;
using System.Net.Http.Headers;
using ClarityConnect.Workflows.IntegrationTests.Api;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Http;

public sealed class The_base_path_is_a_setting(PostgresFixture postgres)
{
    [Fact]
    public async Task Endpoints_listen_below_it()
    {
        await using var server = await RunningServer.StartAsync(postgres, ("Http:BasePath", "hooks/v1/"));
        using var client = new HttpClient { BaseAddress = new Uri(server.Urls.Single()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", RunningServer.AdministratorKey);
        await client.PublishAsync(HttpDrawings.Echo("base", HttpDrawings.Endpoint("orders/{id}"), "getOutputFrom('in', 'RouteData').id"));

        (await client.GetStringAsync("/hooks/v1/orders/a%2Fb", TestContext.Current.CancellationToken)).ShouldBe("a/b");
        using var elsewhere = await client.GetAsync("/workflows/orders/7", TestContext.Current.CancellationToken);
        elsewhere.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
