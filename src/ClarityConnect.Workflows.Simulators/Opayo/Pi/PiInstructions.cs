using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators.Wire;

namespace ClarityConnect.Workflows.Simulators.Opayo.Pi;

/// <summary>Voids, aborts, releases and cancels, as far as the state of a transaction allows.</summary>
internal sealed class PiInstructions(OpayoBooks books)
{
    public Answer List(string transactionId)
    {
        var transaction = books.Find(transactionId) ?? throw PiRefusal.NoTransaction();
        if (transaction.Instructions.Count == 0)
            throw PiRefusal.Single(404, 1019, "Instructions not found");
        return Answer.Json(200, new JsonObject { ["instructions"] = new JsonArray([.. transaction.Instructions.Select(i => (JsonNode)Json(i))]) });
    }

    public Answer Carry(string transactionId, string body)
    {
        var request = new PiRequest(body);
        var type = request.OneOf("instructionType", "", "void", "abort", "release", "cancel");
        var amount = type == "release" ? request.Amount("amount") : 0;
        request.Check();
        var done = Carry(transactionId, type, amount);
        return Answer.Json(201, Json(done.Instructions[^1]));
    }

    public OpayoTransaction Carry(string transactionId, string type, long amount)
    {
        var transaction = books.Find(transactionId) ?? throw PiRefusal.NoTransaction();
        var changed = (type, transaction) switch
        {
            ("void", { State: OpayoState.Authorised, BatchId: 0, CapturedAt: { } captured }) when UkClock.DayOf(captured) == UkClock.DayOf(books.Now) =>
                transaction with { State = OpayoState.Voided, StatusCode = "2005", StatusDetail = "The Void was Successful.", RetrievalReference = 0 },
            ("abort", { State: OpayoState.Deferred }) =>
                transaction with { State = OpayoState.DeferredAborted, StatusCode = "2006", StatusDetail = "The Abort was Successful.", RetrievalReference = 0 },
            ("release", { State: OpayoState.Deferred }) when amount > transaction.Amount =>
                throw PiRefusal.Business("Invalid", "4049", "The Release Amount is larger than the original Deferred amount."),
            ("release", { State: OpayoState.Deferred }) =>
                transaction with { State = OpayoState.Authorised, StatusCode = "2004", StatusDetail = "The Release was Successful.", Amount = amount, CapturedAt = books.Now },
            ("cancel", { State: OpayoState.Authenticated }) =>
                transaction with { State = OpayoState.Cancelled, Status = "Ok", StatusCode = "2012", StatusDetail = "The Cancel was Successful." },
            _ => throw PiRefusal.WrongState(),
        };
        changed = changed with { Instructions = [.. transaction.Instructions, new OpayoInstruction(type, books.Now)] };
        books.Put(changed);
        return changed;
    }

    private static JsonObject Json(OpayoInstruction instruction) => new() { ["instructionType"] = instruction.Type, ["date"] = PiJson.Moment(instruction.At) };
}
