using ClarityConnect.Workflows.Console.Access;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Console;

public class Return_urls_lead_only_to_pages_of_this_server
{
    [Theory]
    [InlineData("/")]
    [InlineData("/runs/01?from=200#journal")]
    [InlineData("/reports/settlement?date=2026-01-05")]
    [InlineData("/search?next=https://example.org//x")]
    public void A_local_path_is_kept(string url) => ReturnUrl.Guard(url).ShouldBe(url);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("runs")]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("/\n/evil.example/")]
    [InlineData("/runs\\..\\")]
    [InlineData("javascript:alert(1)")]
    [InlineData(" /runs")]
    public void Anything_else_leads_to_the_overview(string? url) => ReturnUrl.Guard(url).ShouldBe("/");

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/Sign-In?returnUrl=/runs")]
    [InlineData("/sign-out/")]
    [InlineData("/denied?returnUrl=/runs")]
    public void Nobody_is_led_in_circles(string url) => ReturnUrl.Guard(url).ShouldBe("/");
}
