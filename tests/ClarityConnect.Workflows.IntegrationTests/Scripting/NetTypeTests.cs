using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Scripting;

/// <summary>The .NET types that scripts written for Elsa use.</summary>
public sealed class NetTypeTests(ScriptPool scripts)
{
    private const string Now = """{"now":1700000000000,"seed":"s"}"""; // 2023-11-14T22:13:20Z, a Tuesday

    [Theory]
    [InlineData("DateTime.Now", "2023-11-14T22:13:20.000Z")]
    [InlineData("DateTime.UtcNow.AddDays(1)", "2023-11-15T22:13:20.000Z")]
    [InlineData("DateTime.Today", "2023-11-14T00:00:00.000Z")]
    [InlineData("new DateTime(2026, 3, 29, 1, 30)", "2026-03-29T01:30:00.000Z")]
    [InlineData("new DateTime(99, 1, 1)", "0099-01-01T00:00:00.000Z")]
    [InlineData("new DateTime(2024, 1, 31).AddMonths(1)", "2024-02-29T00:00:00.000Z")]
    [InlineData("new DateTime(2024, 2, 29).AddYears(-1)", "2023-02-28T00:00:00.000Z")]
    [InlineData("new DateTime(2026, 1, 1).AddMonths(-13)", "2024-12-01T00:00:00.000Z")]
    [InlineData("DateTime.Parse('2026-03-29T01:30:00+02:00').AddHours(1.5)", "2026-03-29T01:00:00.000Z")]
    [InlineData("new DateTime(2026, 3, 29).Add(TimeSpan.FromMinutes(90))", "2026-03-29T01:30:00.000Z")]
    [InlineData("DateTime.Now.Date.Subtract(TimeSpan.FromSeconds(1))", "2023-11-13T23:59:59.000Z")]
    [InlineData("DateTimeOffset.FromUnixTimeSeconds(0)", "1970-01-01T00:00:00.000Z")]
    [InlineData("DateTimeOffset.UtcNow.ToUnixTimeSeconds() + ''", "1700000000")]
    [InlineData("DateTimeOffset.Now.AddDays(1).constructor.name", "DateTimeOffset")]
    [InlineData("DateTime.Now.DayOfWeek + DateTime.Now.DayOfYear", "Tuesday318")]
    [InlineData("DateTime.Now.ToString()", "11/14/2023 22:13:20")]
    [InlineData("DateTime.Now.ToString('yyyy-MM-dd HH:mm')", "2023-11-14 22:13")]
    [InlineData("DateTime.Now.ToString(\"dddd, d MMMM yyyy 'at' h:mm tt\")", "Tuesday, 14 November 2023 at 10:13 PM")]
    [InlineData("DateTime.Now.ToString('o')", "2023-11-14T22:13:20.000Z")]
    [InlineData("(DateTime.Now > DateTime.Today) + '' + DateTime.Now.Equals(DateTime.UtcNow) + DateTime.Compare(DateTime.Today, DateTime.Now)", "truetrue-1")]
    [InlineData("DateTime.DaysInMonth(2024, 2) + '' + DateTime.IsLeapYear(2023)", "29false")]
    [InlineData("new DateTime(1969, 12, 31, 23).TimeOfDay", "23:00:00")]
    [InlineData("TimeSpan.FromMinutes(5)", "00:05:00")]
    [InlineData("TimeSpan.FromDays(1.5)", "1.12:00:00")]
    [InlineData("new TimeSpan(1, 2, 3)", "01:02:03")]
    [InlineData("new TimeSpan(1, 2, 3, 4, 5)", "1.02:03:04.0050000")]
    [InlineData("TimeSpan.Parse('-1.02:03:04.5')", "-1.02:03:04.5000000")]
    [InlineData("TimeSpan.Parse('00:05').Add(TimeSpan.FromSeconds(1)).Negate()", "-00:05:01")]
    [InlineData("TimeSpan.FromHours(36).TotalDays + '/' + TimeSpan.FromHours(36).Days + '/' + TimeSpan.FromHours(36).Hours", "1.5/1/12")]
    [InlineData("DateTime.Now.Subtract(DateTime.Today).ToString()", "22:13:20")]
    [InlineData("TimeSpan.Zero", "00:00:00")]
    [InlineData("Guid.Parse('6F9619FF8B86D011B42D00C04FC964FF')", "6f9619ff-8b86-d011-b42d-00c04fc964ff")]
    [InlineData("Guid.Empty", "00000000-0000-0000-0000-000000000000")]
    [InlineData("LogPersistenceMode.Include", "Include")]
    [InlineData("`${new Date(DateTime.Now).getTime()}`", "1700000000000")]
    public async Task The_usual_members_work(string source, string text) => (await scripts.Run(source, Now)).Value!.Value.GetString().ShouldBe(text);

    [Theory]
    [InlineData("new DateTime(2026, 2, 30)", "not a date of the calendar")]
    [InlineData("DateTime.Parse('soon')", "DateTime.Parse: 'soon'")]
    [InlineData("DateTimeOffset.Parse('soon')", "DateTimeOffset.Parse: 'soon'")]
    [InlineData("TimeSpan.Parse('25:00')", "TimeSpan.Parse: '25:00'")]
    [InlineData("TimeSpan.FromDays('x')", "TimeSpan.FromDays: 'x'")]
    [InlineData("DateTime.Now.AddDays()", "AddDays: 'undefined'")]
    [InlineData("new Random().Next(5, 1)", "Random.Next")]
    [InlineData("Guid.Parse('x')", "is not a GUID")]
    public async Task Nonsense_is_refused(string source, string message) => (await scripts.Failure(source, Now)).Message.ShouldContain(message);

    [Fact]
    public async Task Random_numbers_stay_in_range_and_repeat_with_a_seed()
    {
        const string Source = "const r = new Random(7), s = new Random(7), t = new Random(); [r.Next(5), r.Next(5, 10), r.NextDouble(), s.Next(5), s.Next(5, 10), s.NextDouble(), t.Next()]";
        var first = await scripts.Value(Source, Now);
        (await scripts.Value(Source, Now)).ShouldBe(first);
        using var json = System.Text.Json.JsonDocument.Parse(first!);
        var numbers = json.RootElement.EnumerateArray().Select(number => number.GetDouble()).ToList();
        numbers[..3].ShouldBe(numbers[3..6]);
        numbers[0].ShouldBeInRange(0, 4);
        numbers[1].ShouldBeInRange(5, 9);
        numbers[2].ShouldBeInRange(0, 1);
    }
}
