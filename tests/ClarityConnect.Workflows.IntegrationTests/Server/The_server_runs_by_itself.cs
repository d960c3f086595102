using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using ClarityConnect.Workflows.IntegrationTests.Api;
using ClarityConnect.Workflows.IntegrationTests.Embedded;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Server;

/// <summary>With the embedded database, as after a download.</summary>
public sealed class The_server_runs_by_itself : IDisposable
{
    private const string Key = "a-key-for-the-first-start";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_keeps_its_data_refuses_a_second_server_and_stops_in_order()
    {
        using (var first = ServerProcess.Start(_folder.Path, Key))
        {
            using var client = Client(await first.AddressAsync(Token), Key);
            await client.PublishAsync(Drawings.Flowchart("kept", Drawings.WriteLine("a", "x")));
            await client.PostJsonAsync("/elsa/api/workflow-definitions/kept/execute");

            using var second = ServerProcess.Start(_folder.Path, Key);
            (await second.ExitCodeAsync(Token)).ShouldBe(1);
            second.Output.ShouldContain("in use by another server");
            second.Output.ShouldNotContain("   at ");

            (await first.StopAsync(Token)).ShouldBe(0);
            first.Output.ShouldNotContain(Key);
        }

        using var again = ServerProcess.Start(_folder.Path, "another-key");
        var address = await again.AddressAsync(Token);
        foreach (var key in new[] { Key, "another-key" })
        {
            using var client = Client(address, key);
            var instances = await client.GetJsonAsync("/elsa/api/workflow-instances?definitionId=kept");
            instances["totalCount"]!.GetValue<int>().ShouldBe(1);
            (await client.PostJsonAsync("/elsa/api/workflow-definitions/kept/execute"))["workflowState"]!["subStatus"]!.GetValue<string>().ShouldBe("Finished");
        }

        (await again.StopAsync(Token)).ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_key_it_tells_a_password_once()
    {
        string password;
        using (var first = ServerProcess.Start(_folder.Path, key: null))
        {
            var address = await first.AddressAsync(Token);
            password = Regex.Match(first.Output, @"password (\S+)").Groups[1].Value;
            password.Length.ShouldBeGreaterThan(15);
            using var client = Client(address, key: null);
            using var page = new HttpRequestMessage(HttpMethod.Get, "/");
            page.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
            using var response = await client.SendAsync(page, Token);
            response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            response.Headers.Location!.ToString().ShouldContain("/sign-in");
            await first.StopAsync(Token);
        }

        using var second = ServerProcess.Start(_folder.Path, key: null);
        await second.AddressAsync(Token);
        second.Output.ShouldNotContain("password");
        await second.StopAsync(Token);
    }

    [Theory]
    [InlineData("Node.js was not found as 'no-such-node'", "--JavaScript:NodePath", "no-such-node")]
    [InlineData("Database:BinariesFolder names '/nowhere'", "--Database:BinariesFolder", "/nowhere")]
    [InlineData("The database does not answer", "--Database:ConnectionString", "Host=127.0.0.1;Port=1")]
    [InlineData("must be PostgreSql or SqlServer", "--Database:Provider", "Oracle")]
    [InlineData("is no address to listen on", "--urls", "nonsense")]
    [InlineData("The option --urls needs a value", "--urls")]
    public async Task What_keeps_it_from_starting_is_one_sentence(string sentence, params string[] options)
    {
        using var server = ServerProcess.Start(_folder.Path, Key, options);
        (await server.ExitCodeAsync(Token)).ShouldBe(1);
        server.Output.ShouldContain(sentence);
        server.Output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_taken_port_is_told()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var server = ServerProcess.Start(_folder.Path, Key, "--urls", $"http://{listener.LocalEndpoint}");
        (await server.ExitCodeAsync(Token)).ShouldBe(1);
        server.Output.ShouldContain("choose another address (--urls)");
        server.Output.ShouldNotContain("   at ");
    }

    private static HttpClient Client(Uri address, string? key)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", key);
        return client;
    }
}
