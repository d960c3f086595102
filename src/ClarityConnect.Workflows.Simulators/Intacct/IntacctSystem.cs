using System.Globalization;
using System.Xml.Linq;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.Ledger;
using ClarityConnect.Workflows.Simulators.State;
using ClarityConnect.Workflows.Simulators.Wire;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>
/// Intacct's XML gateway. Checks come in the vendor's order: XML, sender, sign-in, then each function with its control id,
/// permission, schema, references and balance.
/// </summary>
internal sealed class IntacctSystem(SimulatorOptions options, StateJournal journal, TimeProvider time, Func<Uri> endpoint) : ISimulatedSystem
{
    private readonly Lock _gate = new();
    private readonly IntacctSessions _sessions = new(options, time);
    private readonly IntacctReads _reads = new();
    private Books _books = Books.Empty with { WebServicesUser = options.IntacctUser };
    private int _supportIds;

    public string Name => "intacct";

    public Books Books
    {
        get
        {
            lock (_gate) return _books;
        }
    }

    public DateOnly? ClosedThrough { get; set; }

    public void Replay(IntacctCommit commit)
    {
        lock (_gate) _books = _books.Apply(commit);
    }

    public Call Read(HttpRequest request, string path, string body)
    {
        try
        {
            var parsed = IntacctRequest.Parse(body);
            return new Call([.. parsed.Functions.Select(f => new CallPart(f.Operation, f.Key, f.ControlId))], faults => Execute(parsed, faults));
        }
        catch (IntacctRefusal refusal)
        {
            return new Call([new CallPart("unreadable", null)], _ => ControlFailure(null, refusal));
        }
    }

    public Answer Refuse(Fault fault, int status) => Xml(status, new XElement("response",
        new XElement("control", new XElement("status", "failure")),
        IntacctError.Message([status == 429
            ? new IntacctError("GW-0010", "Rate limit exceeded. [Request ID: sim-gateway]")
            : new IntacctError("GW-0001", "The gateway cannot process the request. [Request ID: sim-gateway]")])), [$"HTTP {status}"]);

    private Answer Execute(IntacctRequest request, FaultSet faults)
    {
        lock (_gate)
        {
            if (faults.Has(FaultKind.ControlFailure) || request.SenderId != options.IntacctSenderId || request.SenderPassword != options.IntacctSenderPassword)
                return ControlFailure(request, new IntacctRefusal("XL03000006", "Incorrect Intacct XML Partner ID or password."));
            IntacctSession session;
            try
            {
                session = _sessions.SignIn(request.Credentials, faults);
            }
            catch (IntacctRefusal refusal)
            {
                return AuthenticationFailure(request, refusal);
            }
            var results = Run(request, session, faults, out var books);
            Commit(books);
            var outcomes = results.Select(r => r.Element("status")!.Value == "success"
                ? ReceivedRequest.Success
                : $"{r.Element("status")!.Value} {r.Descendants("errorno").First().Value}").ToList();
            return Xml(200, request.Asynchronous
                ? new XElement("response", new XElement("acknowledgement", new XElement("status", "success")), Control(request, "success"))
                : new XElement("response", Control(request, "success"), new XElement("operation", Authentication(session), results)), outcomes);
        }
    }

    private List<XElement> Run(IntacctRequest request, IntacctSession session, FaultSet faults, out Books books)
    {
        books = _books;
        var results = new List<XElement>();
        XElement? culprit = null;
        foreach (var function in request.Functions)
        {
            var result = new XElement("result", new XElement("status", "success"), new XElement("function", function.Name), new XElement("controlid", function.ControlId));
            results.Add(result);
            if (culprit is not null)
                continue;
            try
            {
                books = RunOne(request, function, session, faults, books, result);
            }
            catch (IntacctRefusal refusal)
            {
                result.Element("status")!.Value = "failure";
                result.Add(IntacctError.Message(refusal.Errors, request.AdditionalErrorInfo));
            }
            if (request.Transaction && result.Element("status")!.Value != "success")
                culprit = result;
        }
        if (culprit is not null)
        {
            books = _books;
            RollBack(results, culprit, faults.Has(FaultKind.CulpritAborted));
        }
        return results;
    }

    private static void RollBack(List<XElement> results, XElement culprit, bool culpritAborted)
    {
        // Nothing was stored, so no result may carry data, the culprit's neither.
        results.Elements("data").Remove();
        results.Elements("key").Remove();
        foreach (var result in results.Where(r => r != culprit))
        {
            result.Element("status")!.Value = "aborted";
            result.Add(IntacctError.Message([IntacctError.RolledBack]));
        }
        if (culpritAborted)
        {
            culprit.Element("status")!.Value = "aborted";
            culprit.Element("errormessage")!.Add(IntacctError.Message([IntacctError.RolledBack]).Elements());
        }
    }

    private Books RunOne(IntacctRequest request, IntacctFunction function, IntacctSession session, FaultSet faults, Books books, XElement result)
    {
        // What the service answers here is not published, so the number is one that nobody can mistake for a real one.
        if (request.UniqueId && books.ControlIds.Contains(function.ControlId))
            throw new IntacctRefusal("SIM-DUP-CONTROLID", $"The function with control id '{function.ControlId}' was executed before.");
        var missing = faults.MissingAccounts;
        switch (function.Name)
        {
            case "getAPISession":
                result.Add(OpenSession(function.Body, session));
                break;
            case "create" or "update":
                books = Write(function, Context(faults, session.Location, function.ControlId), books, result);
                break;
            case var name when IntacctWrites.IsLegacy(name):
                books = IntacctWrites.Run(name, function.Body, Context(faults, session.Location, function.ControlId), books, out var key);
                result.Add(new XElement("key", key));
                break;
            case "delete":
                books = Delete(function, books);
                break;
            case "query":
                result.Add(IntacctReads.Query(function.Body, books, missing));
                break;
            case "readByQuery":
                result.Add(_reads.ReadByQuery(function.Body, books, missing));
                break;
            case "readMore":
                result.Add(_reads.ReadMore(function.Body));
                break;
            case "read" or "readByName":
                result.Add(IntacctReads.Read(function.Body, books, missing, byName: function.Name == "readByName"));
                break;
            case "inspect" or "lookup":
                result.Add(IntacctReads.Inspect(function.Body));
                break;
            default:
                throw new IntacctRefusal("XL03000003", $"The simulator does not offer the function {function.Name}.");
        }
        return request.UniqueId && result.Element("status")!.Value == "success"
            ? books.WithExecuted(function.ControlId)
            : books;
    }

    /// <summary>Carries writes of the REST API out: what changed is in the journal's queue when it returns.</summary>
    /// <param name="writes">The functions, each with its record.</param>
    /// <param name="atomic">Whether none is kept when one is refused.</param>
    /// <param name="location">The entity; empty for the top level.</param>
    /// <param name="controlId">What the request is recognised by.</param>
    /// <param name="faults">The faults that hit the request.</param>
    /// <returns>The key or the refusal of each. A write that was only taken back has neither.</returns>
    public IReadOnlyList<(string? Key, IntacctRefusal? Refusal)> WriteAll(
        IReadOnlyList<(string Name, XElement Source)> writes, bool atomic, string location, string controlId, FaultSet faults)
    {
        lock (_gate)
        {
            var books = _books;
            var results = new List<(string? Key, IntacctRefusal? Refusal)>();
            foreach (var (name, source) in writes)
            {
                try
                {
                    books = IntacctWrites.Run(name, source, Context(faults, location, controlId), books, out var key);
                    results.Add((key, null));
                }
                catch (IntacctRefusal refusal)
                {
                    results.Add((null, refusal));
                }
            }
            if (atomic && results.Exists(r => r.Refusal is not null))
                return [.. results.Select(r => (Key: (string?)null, r.Refusal))];
            Commit(books);
            return results;
        }
    }

    /// <summary>Changes a record as a person would do in Intacct.</summary>
    public void Edit(Func<Books, DateTimeOffset, Books> change)
    {
        lock (_gate) Commit(change(_books, time.GetUtcNow()));
    }

    private void Commit(Books books)
    {
        if (books.Changes != IntacctCommit.Nothing)
            journal.Append(StateJournal.IntacctCommit, books.Changes);
        _books = books.Committed();
    }

    private WriteContext Context(FaultSet faults, string location, string controlId) => new(
        faults.MissingAccounts, ClosedThrough, options.IntacctMultiCurrency, location, () => string.Create(CultureInfo.InvariantCulture, $"SIM{++_supportIds:0000}"), controlId, time.GetUtcNow());

    /// <summary>Several objects in one create: the good ones are stored even when a bad one makes the result a failure.</summary>
    private static Books Write(IntacctFunction function, WriteContext context, Books books, XElement result)
    {
        var errors = new List<IntacctError>();
        var stored = new List<XElement>();
        foreach (var source in function.Body.Elements())
        {
            try
            {
                books = IntacctWrites.Run(function.Name, source, context, books, out var key);
                stored.Add(new XElement(source.Name.LocalName.ToLowerInvariant(), new XElement("RECORDNO", key)));
            }
            catch (IntacctRefusal refusal)
            {
                errors.AddRange(refusal.Errors);
            }
        }
        if (errors.Count > 0 && stored.Count == 0)
            throw new IntacctRefusal([.. errors]);
        result.Add(new XElement("data", new XAttribute("listtype", "objects"), new XAttribute("count", stored.Count), stored));
        if (errors.Count > 0)
        {
            result.Element("status")!.Value = "failure";
            result.Add(IntacctError.Message(errors));
        }
        return books;
    }

    private static Books Delete(IntacctFunction function, Books books)
    {
        if (function.Object != "GLBATCH")
            throw new IntacctRefusal("PL04000005", $"You do not have permission for API operation DELETE on objects of type {function.Object}");
        foreach (var key in (function.Key ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (!long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var recordNo)
                || !books.Batches.TryGetValue(recordNo, out var batch) || batch.Deleted)
            {
                throw new IntacctRefusal("DL02000001", $"There is no GLBATCH with the key '{key}'.");
            }
            books = books.With(batch with { Deleted = true });
        }
        return books;
    }

    private XElement OpenSession(XElement function, IntacctSession session)
    {
        var location = function.Element("locationid")?.Value.Trim() ?? session.Location;
        return new XElement("data", new XElement("api",
            new XElement("sessionid", _sessions.Open(session, location)),
            new XElement("endpoint", endpoint()),
            new XElement("locationid", location)));
    }

    private XElement Authentication(IntacctSession session) => new("authentication",
        new XElement("status", "success"),
        new XElement("userid", session.User),
        new XElement("companyid", options.IntacctCompany),
        new XElement("locationid", session.Location),
        new XElement("sessiontimestamp", Stamp(session.At)),
        new XElement("sessiontimeout", Stamp(session.ExpiresAt)));

    private static Answer ControlFailure(IntacctRequest? request, IntacctRefusal refusal) => Xml(200,
        new XElement("response", Control(request, "failure"), IntacctError.Message(refusal.Errors)), [$"failure {refusal.Errors[0].Number}"]);

    private Answer AuthenticationFailure(IntacctRequest request, IntacctRefusal refusal) => Xml(200, new XElement("response",
        Control(request, "success"),
        new XElement("operation",
            new XElement("authentication",
                new XElement("status", "failure"),
                new XElement("userid", request.Credentials.Element("userid")?.Value ?? ""),
                new XElement("companyid", request.Credentials.Element("companyid")?.Value ?? options.IntacctCompany)),
            IntacctError.Message(refusal.Errors))), [$"failure {refusal.Errors[0].Number}"]);

    private static XElement Control(IntacctRequest? request, string status) => new("control",
        new XElement("status", status),
        new XElement("senderid", request?.SenderId ?? ""),
        new XElement("controlid", request?.ControlId ?? ""),
        new XElement("uniqueid", request?.UniqueId == true ? "true" : "false"),
        new XElement("dtdversion", request?.DtdVersion ?? "3.0"));

    private static string Stamp(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static Answer Xml(int status, XElement response, IReadOnlyList<string> outcomes) =>
        Answer.Xml(status, "text/xml; charset=UTF-8", response) with { Outcomes = outcomes };
}
