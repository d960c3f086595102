using System.Xml.Linq;

namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>The functions that change the books, one record each.</summary>
internal static class IntacctWrites
{
    /// <summary>Carries a function out.</summary>
    /// <param name="name">"create", "update", "create_invoice" and so on.</param>
    /// <param name="source">The record: what is inside create and update, else the function itself.</param>
    /// <param name="context">The circumstances.</param>
    /// <param name="books">The books before.</param>
    /// <param name="key">The key of the record.</param>
    /// <exception cref="IntacctRefusal">It is refused; PL04000005 also where the simulator lacks it.</exception>
    public static Books Run(string name, XElement source, WriteContext context, Books books, out string key)
    {
        switch (name, source.Name.LocalName)
        {
            case ("create", "GLBATCH"):
                books = new GlPosting(context, books).Post(source, out var batch);
                key = batch.RecordNo.ToString(System.Globalization.CultureInfo.InvariantCulture);
                return books;
            case ("create", "CUSTOMER"):
                return new MasterData(context, books).CreateCustomer(source, out key);
            case ("update", "CUSTOMER"):
                return new MasterData(context, books).UpdateCustomer(source, out key);
            case ("create", "PROJECT"):
                return new MasterData(context, books).CreateProject(source, out key);
            case ("create", "ARPYMT"):
                return new ArPayments(context, books).Create(source, out key);
            case ("create_invoice", _):
                return new Receivables(context, books).Invoice(source, out key);
            case ("create_aradjustment", _):
                return new Receivables(context, books).Adjustment(source, out key);
            case ("create_sotransaction", _):
                return new Receivables(context, books).Document(source, out key);
            case ("reverse_invoice", _):
                return new Receivables(context, books).ReverseInvoice(source, out key);
            case ("reverse_arpayment", _):
                return new ArPayments(context, books).Reverse(source, out key);
            default:
                throw new IntacctRefusal("PL04000005", $"You do not have permission for API operation {name.ToUpperInvariant()} on objects of type {source.Name.LocalName}");
        }
    }

    /// <summary>Whether it is one of the older functions, which answer with a key instead of data.</summary>
    public static bool IsLegacy(string name) => name is "create_invoice" or "create_aradjustment" or "create_sotransaction" or "reverse_invoice" or "reverse_arpayment";
}
