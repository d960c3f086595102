using System.Globalization;
using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Intacct.Journals;

/// <summary>A journal that is about to be posted, with everything that applies to it.</summary>
internal sealed record JournalDraft
{
    private JournalDraft(JournalEntry entry, WriteSettings settings) => (Entry, Settings) = (entry, settings);

    /// <summary>The journal; its lines carry the dimensions that apply to all.</summary>
    public JournalEntry Entry { get; }

    /// <summary>What applies to all lines.</summary>
    public WriteSettings Settings { get; }

    /// <summary>The entity that takes differences between entities; null for none.</summary>
    public string? BaseLocation { get; init; }

    /// <summary>The day on which Intacct reverses the journal by itself; null for none.</summary>
    public DateOnly? ReverseOn { get; init; }

    /// <summary>Whether it counts things instead of money.</summary>
    public bool IsStatistical { get; init; }

    /// <summary>What Intacct recognises the journal by: journal, reference and date.</summary>
    public string Key => WriteKey.Of(Entry.Journal, Entry.Reference, Entry.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>A draft of a journal whose lines get the dimensions that they do not name.</summary>
    public static JournalDraft Of(JournalEntry entry, WriteSettings settings) => new(
        entry with
        {
            Lines = [.. entry.Lines.Select(line => line with
            {
                Location = Either(line.Location, settings.Defaults["location"]),
                Department = Either(line.Department, settings.Defaults["department"]),
            })],
        },
        settings);

    /// <summary>The dimensions of a line.</summary>
    public DimensionTags Tags(JournalLine line) => new DimensionTags()
        .Add("location", line.Location).Add("department", line.Department).Add("class", line.Class).Add("project", line.Project)
        .Add("customer", line.Customer).Add("vendor", line.Vendor).Add("employee", line.Employee).Add("item", line.Item)
        .AddAll(Settings.Defaults);

    /// <summary>A quantity of a statistical journal, without needless zeros.</summary>
    public string Quantity(JournalLine line) => IsStatistical
        ? line.Amount.ToString("0.##########", CultureInfo.InvariantCulture)
        : throw new InvalidOperationException("Only statistical journals count.");

    /// <summary>The write that posts it.</summary>
    public IntacctWrite ToWrite() => new($"{(IsStatistical ? "statistical journal" : "journal")} '{Entry.Reference}'", Key, new XElement("create", JournalXml.Write(this)))
    {
        Rest = IsStatistical ? null : RestWrite.Create("general-ledger/journal-entry", JournalJson.Write(this)),
    };

    private static string? Either(string? own, string? otherwise) => string.IsNullOrWhiteSpace(own) ? otherwise : own;
}
