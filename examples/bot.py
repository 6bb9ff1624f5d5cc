#!/usr/bin/env python3
"""A chatbot that remembers lawfully. Needs Python 3.9 or later, and nothing else.

    ./lethe up &
    LETHE_TOKEN=$(./lethe token bot) python3 examples/bot.py

Say something; answer what it asks. `forget me` erases everything, `what did I say` reads it back.
"""
import json, os, sys, time, urllib.error, urllib.request, uuid

URL = os.environ.get("LETHE_URL", "http://127.0.0.1:8787")
PERSON = {"channel": "web", "userId": os.environ.get("LETHE_USER", "visitor-1")}
CONVERSATION = "front-page"
PURPOSE = "chat-history"


def now():
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def call(method, path, body=None):
    """Sends JSON with the bot's token; answers (status, JSON)."""
    request = urllib.request.Request(URL + path, method=method)
    request.add_header("Authorization", "Bearer " + os.environ["LETHE_TOKEN"])
    if body is not None:
        request.add_header("Content-Type", "application/json")
        request.data = json.dumps(body).encode()
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as problem:
        return problem.code, json.load(problem)


def remember(text, message_id, sent_at):
    """Stores what was said. Where it may not yet, asks, posts the button pressed, and tries once more."""
    message = {"messageId": message_id, "author": "person", "text": text, "sentAt": sent_at}
    body = {"subject": PERSON, "conversationId": CONVERSATION, "purposes": [PURPOSE], "messages": [message], "session": session}
    status, answer = call("POST", "/v1/messages", body)
    disclose(answer)
    if "ask" in answer and status != 201:
        call("POST", "/v1/consents", {"subject": PERSON, "ask": answer["ask"]["ask"], "button": press(answer["ask"])})
        status, answer = call("POST", "/v1/messages", body)
    return status, answer


def disclose(answer):
    """Says what a bot has to say about itself now, and notes when it did."""
    for due in answer.get("disclosures", []):
        print("bot:", due["say"])
        session["disclosedAt"] = now()


def press(ask):
    """Shows an ask word for word; answers the button that was pressed."""
    print("bot:", ask["say"])
    question = ask["questions"][0]
    for number, button in enumerate(question["buttons"], 1):
        print(f"     [{number}] {button['label']}")
    chosen = sys.stdin.readline().strip()
    return question["buttons"][int(chosen) - 1 if chosen in ("1", "2") else -1]["button"]


def recall():
    """Reads the conversation back, as far as the person agreed to it."""
    _, who = call("POST", "/v1/permissions", {"subject": PERSON, "purposes": [PURPOSE]})
    if "conversation" not in last:
        return ["nothing yet"]
    path = f"/v1/subjects/{who['subject']}/conversations/{last['conversation']}/messages?purpose={PURPOSE}"
    status, page = call("GET", path)
    return [message.get("text", "?") for message in page["messages"]] if status == 200 else [page["title"]]


last = {}
session = {"startedAt": now()}
for line in sys.stdin:
    said = line.strip()
    if said == "forget me":
        print("bot:", call("POST", "/v1/requests", {"subject": PERSON, "type": "erasure"})[1]["status"])
    elif said == "what did I say":
        print("bot:", " / ".join(recall()))
    elif said:
        status, answer = remember(said, str(uuid.uuid4()), now())
        last = answer if status == 201 else last
        print("bot:", "I will remember that." if status == 201 else answer["title"] + ".")
