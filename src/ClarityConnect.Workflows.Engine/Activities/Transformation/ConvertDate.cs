using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical.Dates;

namespace ClarityConnect.Workflows.Engine.Activities.Transformation;

/// <summary>Writes a date in another format and says which business day it belongs to.</summary>
[Activity("ClarityConnect", "Data", "Writes a date in another format, in the time zone of the business, and says which business day it belongs to.", DisplayName = "Convert date")]
public sealed class ConvertDate : CodeActivity<string>
{
    /// <summary>The date.</summary>
    [Input(DisplayName = "Date", Description = "The date or time as text, such as 03/31/2026 or 2026-03-31T23:30:00Z.", IsRequired = true)]
    public Input<string> Value { get; set; } = new();

    /// <summary>Its format.</summary>
    [Input(DisplayName = "From format", Description = "How the date is written: ISO, MM/DD/YYYY, DD/MM/YYYY, DD.MM.YYYY HH:mm, D MMM YYYY… ISO by default.")]
    public Input<string> FromFormat { get; set; } = new(DateFormat.Iso);

    /// <summary>The format wanted.</summary>
    [Input(DisplayName = "To format", Description = "How to write it: ISO, MM/DD/YYYY, DD/MM/YYYY… ISO by default.")]
    public Input<string> ToFormat { get; set; } = new(DateFormat.Iso);

    /// <summary>Where the business is.</summary>
    [Input(DisplayName = "Time zone", Description = "Where the business is, such as Europe/London or America/New_York. Times without an offset are of this zone, and the result is. UTC by default.")]
    public Input<string> TimeZone { get; set; } = new();

    /// <summary>When a business day ends.</summary>
    [Input(DisplayName = "Cut-off", Description = "When a business day ends, such as 04:00 (the hours before belong to the day before) or 17:00 (the hours from then on belong to the next day). Midnight by default.")]
    public Input<TimeSpan> CutOff { get; set; } = new();

    /// <summary>The business day.</summary>
    [Output(DisplayName = "Business day", Description = "The business day that it belongs to, as 2026-03-31.")]
    public Output<DateOnly> BusinessDay { get; set; } = new();

    /// <summary>The moment.</summary>
    [Output(Description = "The moment, with the time zone's offset.")]
    public Output<DateTimeOffset> Moment { get; set; } = new();

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        var zone = BusinessDays.Zone(context.Get(TimeZone));
        var read = DateFormat.Of(context.Get(FromFormat)).Read(context.GetRequired(Value), zone);
        // A date without a time is that day everywhere.
        var local = read.HasTime ? TimeZoneInfo.ConvertTime(read.Moment, zone) : read.Moment;
        context.Set(Result, DateFormat.Of(context.Get(ToFormat)).Write(local, withTime: read.HasTime));
        context.Set(Moment, local);
        context.Set(BusinessDay, read.HasTime ? BusinessDays.Of(local, zone, TimeOnly.FromTimeSpan(context.Get(CutOff))) : DateOnly.FromDateTime(local.DateTime));
    }
}
