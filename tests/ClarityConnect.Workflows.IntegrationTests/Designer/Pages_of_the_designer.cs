using System.Net;
using System.Text.RegularExpressions;
using ClarityConnect.Workflows.IntegrationTests.Api;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Designer;

[Collection(typeof(ServerTests))]
public sealed class Pages_of_the_designer(RunningServer server)
{
    [Theory]
    [InlineData("/studio/workflows/definitions", "elsa-workflow-definition-list", "Workflows")]
    [InlineData("/studio/workflows/definitions/{definition}/edit", "elsa-workflow-definition-editor", "Workflow framed")]
    [InlineData("/studio/workflows/instances", "elsa-workflow-instance-list", "Instances")]
    [InlineData("/studio/workflows/instances/{instance}/view", "elsa-workflow-instance-viewer", "Run of Workflow framed")]
    public async Task Each_address_of_Studio_is_a_page_with_its_element_in_our_frame(string pattern, string tag, string title)
    {
        using var designer = await server.ClientAsync();
        await designer.PublishAsync(Drawings.Flowchart("framed", Drawings.WriteLine("a", "x")));
        var instance = pattern.Contains("{instance}", StringComparison.Ordinal) ? await InstanceAsync(designer) : "";
        using var viewer = await server.ClientOfAsync("Viewer");

        using var answer = await viewer.GetAsync(
            pattern.Replace("{definition}", "framed").Replace("{instance}", instance), TestContext.Current.CancellationToken);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.ShouldContain($"data-tag=\"{tag}\"");
        page.ShouldContain($"<title>{title} · Designer · ClarityConnect Workflows</title>");
        page.ShouldContain("<base href=\"/studio/\"");
        page.ShouldContain("href=\"/studio/workflows/definitions\" aria-current=\"true\"");
        foreach (var place in (string[])["/", "/runs", "/dead-letters", "/connections"])
            page.ShouldContain($"href=\"{place}\"");
        page.ShouldContain("action=\"/sign-out\"");
        Regex.Count(page, "<h1").ShouldBe(1);
        page.ShouldContain("<noscript>");
        page.ShouldNotMatch("(src|href)=\"(https?:)?//");
        page.ShouldNotMatch("<script(?![^>]* src=)");
    }

    [Fact]
    public async Task The_page_says_what_it_may_load()
    {
        using var viewer = await server.ClientOfAsync("Viewer");
        using var answer = await viewer.GetAsync("/studio/workflows/definitions", TestContext.Current.CancellationToken);
        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("script-src 'self' 'wasm-unsafe-eval' 'sha256-");
        policy.ShouldNotContain("'unsafe-eval'");
        Regex.Match(policy, "script-src[^;]*").Value.ShouldNotContain("unsafe-inline");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("http");
    }

    [Theory]
    [InlineData("/studio/workflows/definitions/no%3Cscript%3E/edit", "No such workflow", "/studio/workflows/definitions")]
    [InlineData("/studio/workflows/instances/no%3Cscript%3E/view", "No such instance", "/studio/workflows/instances")]
    public async Task What_is_not_there_is_said_in_words_with_a_way_back(string path, string words, string back)
    {
        using var viewer = await server.ClientOfAsync("Viewer");
        using var answer = await viewer.GetAsync(path, TestContext.Current.CancellationToken);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        page.ShouldContain($"<h1>{words}</h1>");
        page.ShouldContain($"<a href=\"{back}\">");
        page.ShouldNotContain("data-tag=");
        page.ShouldNotContain("<script");
    }

    [Theory]
    [InlineData("/studio")]
    [InlineData("/studio/")]
    public async Task The_front_door_leads_to_the_workflows(string path)
    {
        using var viewer = await server.ClientOfAsync("Viewer");
        using var answer = await viewer.GetAsync(path, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.OriginalString.ShouldBe("/studio/workflows/definitions");
    }

    [Theory]
    [InlineData("/studio/")]
    [InlineData("/studio/workflows/definitions/any/edit")]
    public async Task A_stranger_is_led_to_the_sign_in_and_back(string path)
    {
        using var stranger = await server.ClientWithKeyAsync(null);
        stranger.DefaultRequestHeaders.Add("Accept", "text/html");
        using var answer = await stranger.GetAsync(path, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.PathAndQuery.ShouldBe($"/sign-in?returnUrl={Uri.EscapeDataString(path)}");
    }

    private static async Task<string> InstanceAsync(HttpClient client)
    {
        using var answer = await client.PostAsync("/elsa/api/workflow-definitions/framed/execute", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        return answer.Headers.GetValues("x-elsa-workflow-instance-id").Single();
    }
}
